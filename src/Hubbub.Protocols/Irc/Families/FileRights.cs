using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>FILES … UPLOAD and LINK: by what right files are brought by HTTP (docs/files.md).</summary>
internal static class FileRights
{
    public static Reaction Upload(IrcWire wire, in IrcLine line, string? label) =>
        MayCome(
            wire,
            line.Text(0),
            label,
            (w, target, most, drop, writer) =>
            {
                var right = drop.Rights.Of(w.Session, target);
                FileLines.Notice(
                    w,
                    FileWords.UploadTagOf(target.Name, right, most),
                    $"curl -T FILE {drop.UploadLinkOf(right)} brings a file to {target.Name}, up to {SizeWords.Of(most)}",
                    writer
                );
            }
        );

    /// <summary>For somebody who is not here.</summary>
    public static Reaction Link(IrcWire wire, in IrcLine line, string? label)
    {
        var target = FileTarget.Of(line.Text(0));
        return FileVerbs.Ask(
            wire,
            target.MayCome(size: 0),
            target.Name,
            label,
            (w, answer, hub, drop, writer) =>
            {
                var may = (MayOfferAnswer)answer!;
                if (!Sees.Addresses(w, hub))
                    Refusals.Write(w, new Refused(w.Session, Reason.NotServerOperator), writer);
                else if (may.Refused is { } refused)
                    Refusals.Write(w, refused, writer);
                else
                    w.Notice(
                        writer,
                        $"For {UploadRights.LinkLasts.TotalDays:0} days, or until the server ends, anybody brings a file to {target.Name} by: curl -T FILE {drop.UploadLinkOf(drop.Rights.MakeLink(target.Met(may), w.Nick))}"
                    );
            }
        );
    }

    /// <param name="most">Bytes that there is room for.</param>
    internal delegate void Welcomer(
        IrcWire wire,
        FileTarget target,
        long most,
        DropFace drop,
        LineWriter writer
    );

    /// <summary>Asks whether files may come to it from the session; where not, it is told why.</summary>
    internal static Ask MayCome(IrcWire wire, string name, string? label, Welcomer welcome)
    {
        var target = FileTarget.Of(name);
        return FileVerbs.Ask(
            wire,
            target.MayCome(size: 0),
            name,
            label,
            (w, answer, _, drop, writer) =>
            {
                var may = (MayOfferAnswer)answer!;
                if (may.Refused is { } refused)
                    Refusals.Write(w, refused, writer);
                else
                    welcome(w, target.Met(may), may.Room, drop, writer);
            }
        );
    }
}
