using System.Globalization;
using System.Text;

namespace Hubbub.Files;

/// <summary>
/// What one says to the other over the phone: <c>7-kobi-laru</c>. The number tells the server who is meant; the two
/// words (25 bits) the server never learns.
/// </summary>
public sealed record TransferCode
{
    /// <summary>Numbers go up to here.</summary>
    public const int MostSlot = 999;

    private TransferCode(int slot, string words) => (Slot, Words) = (slot, words);

    public int Slot { get; }

    public string Words { get; }

    internal byte[] Secret => Encoding.ASCII.GetBytes(Words);

    public static TransferCode Draw(int slot) =>
        new(slot, $"{SpokenWord.Draw()}-{SpokenWord.Draw()}");

    /// <summary>In any case, with blanks or hyphens. False: it cannot be one.</summary>
    public static bool TryParse(string text, out TransferCode? code)
    {
        code = null;
        var parts = text.ToLowerInvariant()
            .Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        var isOne =
            parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
            && slot is >= 1 and <= MostSlot
            && parts[1..].All(SpokenWord.Is);
        if (isOne)
        {
            var number = int.Parse(parts[0], CultureInfo.InvariantCulture);
            code = new(number, $"{parts[1]}-{parts[2]}");
        }

        return isOne;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Slot}-{Words}");
}
