using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>Tokens of programs that come by HTTP, for server operators (docs/bots.md). The answers are notices, so that any client shows them.</summary>
internal static class TokenVerbs
{
    private const string Verb = "TOKEN";

    public static Reaction Token(IrcWire wire, in IrcLine line, string? label)
    {
        var name = line.Text(0);
        var word = line.Text(1);
        return wire.Reply(
            label,
            (w, _, hub, writer) =>
            {
                if (!Sees.Addresses(w, hub))
                    Refusals.Write(w, new Refused(w.Session, Reason.NotServerOperator), writer);
                else if (name.Length == 0)
                    List(w, writer);
                else if (word.Length == 0)
                    Make(w, name, writer);
                else if (word.Equals("OFF", StringComparison.OrdinalIgnoreCase))
                    TakeBack(w, name, writer);
                else
                    w.Fail(writer, Verb, "INVALID_PARAMS", "OFF takes it back, nothing makes one");
            }
        );
    }

    private static void List(IrcWire wire, LineWriter writer)
    {
        var all = wire.Face.Bots.All;
        if (all.Count == 0)
            wire.Notice(writer, "No program has a token. TOKEN NAME makes one.");
        foreach (var token in all)
        {
            wire.Notice(
                writer,
                $"{token.Name}: made by {token.MadeBy} on {token.MadeAt:yyyy-MM-dd}"
            );
        }
    }

    /// <summary>Shown once: the server keeps only its hash.</summary>
    private static void Make(IrcWire wire, string name, LineWriter writer)
    {
        if (wire.Face.Names.Refuse(name) is { } why)
        {
            wire.Fail(writer, Verb, "INVALID_NAME", why, name);
            return;
        }

        try
        {
            if (wire.Face.Bots.Make(name, wire.Nick) is not { } token)
            {
                wire.Fail(
                    writer,
                    Verb,
                    "TOKEN_EXISTS",
                    "There is one for that name, or as many as may be; OFF takes one back",
                    name
                );
                return;
            }

            wire.Notice(writer, $"The token of {name}, shown this once: {token}");
            wire.Notice(
                writer,
                $"curl -H 'Authorization: Bearer {token}' -d 'build passed' http://HOST:PORT/rooms/lobby"
            );
        }
        catch (IOException broken)
        {
            wire.Fail(writer, Verb, "NOT_KEPT", $"It could not be kept: {broken.Message}", name);
        }
    }

    private static void TakeBack(IrcWire wire, string name, LineWriter writer)
    {
        try
        {
            if (wire.Face.Bots.Revoke(name))
                wire.Notice(writer, $"The token of {name} is worth nothing any more.");
            else
                wire.Fail(writer, Verb, "NO_SUCH_TOKEN", "No program of that name has one", name);
        }
        catch (IOException broken)
        {
            wire.Fail(writer, Verb, "NOT_KEPT", $"That could not be kept: {broken.Message}", name);
        }
    }
}
