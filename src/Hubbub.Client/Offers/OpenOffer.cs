using System.Globalization;
using Hubbub.Files;
using Hubbub.Protocols;

namespace Hubbub.Client.Offers;

/// <summary>Files that somebody offers to us, until they are on their way or it came to nothing.</summary>
public sealed class OpenOffer
{
    internal OpenOffer(int number, string from, AnsweringSide side) =>
        (Number, From, Side) = (number, from, side);

    /// <summary>Never used twice: what was seen under a number is what is taken by it.</summary>
    public int Number { get; }

    /// <summary>As the server calls them.</summary>
    public string From { get; }

    public OfferSummary What => Side.What;

    internal AnsweringSide Side { get; }

    /// <summary>Somebody has said yes.</summary>
    internal bool IsBeingTaken { get; set; }

    /// <summary>Where we are reached, while we wait for the sender.</summary>
    internal Card? Own { get; set; }

    /// <summary>What it is, for people: <c>teapot.png and 2 more, 5.0 MB</c>.</summary>
    public string Words
    {
        get
        {
            var more = What.Things > 1 ? $" and {What.Things - 1:N0} more" : "";
            var isPlain = What.Files == What.Things && !What.Name.EndsWith('/');
            var files =
                isPlain ? ""
                : What.Files == 1 ? ", 1 file"
                : string.Create(CultureInfo.InvariantCulture, $", {What.Files:N0} files");
            return $"{What.Name}{more}{files}, {SizeWords.Of(What.Size)}";
        }
    }
}
