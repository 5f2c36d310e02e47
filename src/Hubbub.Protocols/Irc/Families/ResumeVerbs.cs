namespace Hubbub.Protocols.Irc.Families;

/// <summary>
/// Coming back (docs/irc.md): whose connection was cut comes again before the server has noticed,
/// and finds the name held by the session that was cut off. The token that it was given ends that one.
/// </summary>
internal static class ResumeVerbs
{
    public static void OnAttached(IrcWire wire, LineWriter writer)
    {
        if ((wire.Caps & Caps.Resume) != 0)
        {
            writer.From(wire.Server.Name).Write("RESUME TOKEN "u8);
            writer.Write(wire.Server.Resumes.TokenOf(wire.Session)).End();
        }
    }

    /// <summary>A token that is nobody's is passed over: that session has ended by itself.</summary>
    public static Reaction Resume(IrcWire wire, in IrcLine line, string? label)
    {
        if (wire.Registration is null)
            return RegistrationVerbs.AlreadyRegistered(wire, label);
        var token = line.Text(0);
        return wire.Reply(
            label,
            (w, _, _, _) =>
            {
                if (w.Server.Resumes.Find(token) is { } cutOff)
                    w.Server.Connections.End(cutOff, "Came back on another connection");
            },
            holds: true
        );
    }
}
