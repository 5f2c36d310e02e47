using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>The burst that ends registration (<see href="https://modern.ircdocs.horse/#connection-registration"/>).</summary>
internal static class Welcome
{
    public static void Write(IrcWire wire, Identity who, Hub hub, LineWriter writer)
    {
        var face = wire.Face;
        wire.Begin(writer, Numeric.Welcome).Last($"Welcome to {face.Name}, {who.Mask}");
        wire.Begin(writer, Numeric.YourHost)
            .Last($"Your host is {wire.Server.Name}, running version hubbub-{face.Version}");
        wire.Begin(writer, Numeric.Created)
            .Last($"This server was started {face.StartedAt:yyyy-MM-dd HH:mm:ss} UTC");
        wire.Begin(writer, Numeric.MyInfo)
            .Arg(wire.Server.Name)
            .Arg($"hubbub-{face.Version}")
            .Arg(SessionModeLetters.All)
            .Arg(Letters(_ => true))
            .Arg(Letters(kind => kind != ModeKind.Flag))
            .End();
        Support(wire, writer);
        Families.ServerVerbs.WriteCounts(
            wire,
            (CountsAnswer)hub.Answer(wire.Session, new Counts()),
            writer
        );
        Families.ServerVerbs.WriteMotd(wire, writer);
    }

    private static string Letters(Func<ModeKind, bool> of) =>
        string.Concat(ModeLetters.All.Where(m => of(m.Kind)).Select(m => m.Letter).Order());

    /// <summary>"MUST group all RPL_ISUPPORT messages inside a draft/isupport batch when the batch and draft/extended-isupport capabilities are enabled".</summary>
    public static void Support(IrcWire wire, LineWriter writer)
    {
        const Caps Batched = Caps.Batch | Caps.ExtendedISupport;
        if ((wire.Caps & Batched) == Batched)
            Labels.WriteBatch(wire, "draft/isupport", writer, lines => WriteSupport(wire, lines));
        else
            WriteSupport(wire, writer);
    }

    private static void WriteSupport(IrcWire wire, LineWriter writer)
    {
        foreach (var tokens in wire.Server.Support)
            wire.Begin(writer, Numeric.ISupport).Arg(tokens).Last("are supported by this server");
    }
}
