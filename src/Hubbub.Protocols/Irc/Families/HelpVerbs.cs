namespace Hubbub.Protocols.Irc.Families;

/// <summary>HELP (<see href="https://modern.ircdocs.horse/#help-message"/>): one row a verb; a test fails where one is missing.</summary>
internal static class HelpVerbs
{
    private static readonly Dictionary<string, string[]> s_texts = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["CAP"] = ["CAP LS [302] | LIST | REQ :NAME… | END", "What your program can do."],
        ["PASS"] = ["PASS PASSWORD", "The server's password, before NICK and USER."],
        ["NICK"] = ["NICK NAME", "Takes a name, or another one."],
        ["USER"] = ["USER NAME 0 * :REAL NAME", "Once, when you come."],
        ["PING"] = ["PING TOKEN", "The server answers PONG with the token."],
        ["PONG"] = ["PONG TOKEN", "Answers the server's PING."],
        ["QUIT"] = ["QUIT [:REASON]", "Leaves."],
        ["ERROR"] = ["ERROR :TEXT", "Between servers; passed over."],
        ["JOIN"] = ["JOIN #ROOM{,#ROOM} [KEY{,KEY}]", "Goes into rooms. JOIN 0 leaves all."],
        ["PART"] = ["PART #ROOM{,#ROOM} [:REASON]", "Leaves rooms."],
        ["TOPIC"] =
        [
            "TOPIC #ROOM [:TOPIC]",
            "Shows or sets the topic; an empty one takes it away.",
        ],
        ["NAMES"] = ["NAMES #ROOM{,#ROOM}", "Who is in rooms."],
        ["LIST"] =
        [
            "LIST [#ROOM{,#ROOM} | CONDITION{,CONDITION}]",
            "Rooms. Conditions: >N and <N people, C>N C<N T>N T<N minutes since the room or its topic was made, a mask, !mask.",
        ],
        ["INVITE"] = ["INVITE NICK #ROOM", "Invites somebody."],
        ["KICK"] = ["KICK #ROOM NICK{,NICK} [:REASON]", "Puts people out of a room."],
        ["TURN"] = ["TURN #ROOM [PASS]", "Shows whose turn it is to speak, or passes it on."],
        ["TURNS"] =
        [
            "TURNS #ROOM [ON [CHARACTERS]|OFF]",
            "Lets people speak in turns, with so many characters at most.",
        ],
        ["TALK"] =
        [
            "TALK [END], TALK OPEN <channel> [<characters> [<in line>]]",
            "Asks to talk with the person at the server's console, in turns; or ends it.",
        ],
        ["FILES"] =
        [
            "FILES #ROOM [LIST|GET|UPLOAD|LINK|REMOVE|BRING|FETCH …]",
            "What files are kept for a room, and how to bring one.",
        ],
        ["RELAY"] = ["RELAY", "For programs: a way over UDP for two that find none to each other."],
        ["BOARD"] =
        [
            "BOARD #ROOM [LIST|SHOW|POST|EDIT|PIN|UNPIN|REMOVE|SEEN …]",
            "What is posted in a room and stays. LIST [BEFORE], SHOW N, PIN N, UNPIN N, REMOVE N [:REASON],",
            "POST [title=TEXT] [expires=2d] [pin] [answers=N] :TEXT, EDIT N [OPTIONS] :TEXT.",
        ],
        ["KEEP"] =
        [
            "KEEP #ROOM [90d|12h|forever|server]",
            "How long what is said in a room stays. Operators of the server set it; server: as everywhere.",
        ],
        ["RENAME"] = ["RENAME #ROOM #NEWNAME [:REASON]", "Gives a room another name."],
        ["MODE"] =
        [
            "MODE #ROOM [MODES [PARAMETERS]] | MODE NICK [MODES]",
            "Shows or changes modes. Rooms: b e I lists, k key, l limit, C i m n s t, roles q o h v.",
            "Yourself: B bot, R messages from registered people only, i invisible, w wallops.",
        ],
        ["PRIVMSG"] =
        [
            "PRIVMSG TARGET{,TARGET} :TEXT",
            "Says something to people or rooms; @#room: to its operators.",
        ],
        ["NOTICE"] = ["NOTICE TARGET{,TARGET} :TEXT", "As PRIVMSG, and nothing answers it."],
        ["TAGMSG"] = ["@+TAG TAGMSG TARGET{,TARGET}", "Tags alone: typing, reactions."],
        ["REDACT"] = ["REDACT TARGET MSGID [:REASON]", "Takes back what was said."],
        ["MARKREAD"] =
        [
            "MARKREAD TARGET [timestamp=TIME]",
            "How far you have read, for your program.",
        ],
        ["SEARCH"] =
        [
            "SEARCH text=WORDS[;in=TARGET][;from=NICK][;after=TIME][;before=TIME][;limit=N]",
            "Finds what was said. begin* finds beginnings; blanks are \\s.",
        ],
        ["CHATHISTORY"] =
        [
            "CHATHISTORY LATEST|BEFORE|AFTER|AROUND TARGET REFERENCE N, BETWEEN TARGET REFERENCE REFERENCE N, TARGETS TIME TIME N",
            "What was said before. A reference is msgid=ID, timestamp=TIME, or * for the latest.",
        ],
        ["BATCH"] =
        [
            "BATCH +REF draft/multiline TARGET … BATCH -REF",
            "A message of several lines.",
        ],
        ["TOKEN"] =
        [
            "TOKEN [NAME [OFF]]",
            "For server operators: lists the programs that may come by HTTP, makes a token for one, or takes it back.",
        ],
        ["RESUME"] =
        [
            "RESUME TOKEN",
            "Before NICK and USER: ends your cut-off session, so that your name is free.",
        ],
        ["ISUPPORT"] = ["ISUPPORT", "What this server can do, as tokens."],
        ["WEBIRC"] =
        [
            "WEBIRC PASSWORD GATEWAY HOST ADDRESS [:OPTIONS]",
            "Gateways: for whom they speak; before all else.",
        ],
        ["AWAY"] = ["AWAY [:MESSAGE]", "You are away; without a message you are back."],
        ["SETNAME"] = ["SETNAME :REAL NAME", "Changes your real name."],
        ["WHO"] = ["WHO MASK [o][%FIELDS[,TOKEN]]", "People that match."],
        ["WHOIS"] = ["WHOIS NICK{,NICK}", "What may be known of somebody."],
        ["WHOWAS"] = ["WHOWAS NICK [COUNT]", "Who had a nick before."],
        ["USERHOST"] = ["USERHOST NICK{ NICK}", "User and host of at most five people."],
        ["USERIP"] = ["USERIP NICK{ NICK}", "Your own address; to operators anybody's."],
        ["ISON"] = ["ISON NICK{ NICK}", "Which of them are here."],
        ["MONITOR"] =
        [
            "MONITOR + NICK{,NICK} | - NICK{,NICK} | C | L | S",
            "Tells you when people come and go.",
        ],
        ["LUSERS"] = ["LUSERS", "How many are here."],
        ["MOTD"] = ["MOTD", "The message of the day."],
        ["VERSION"] = ["VERSION", "Which program this is."],
        ["TIME"] = ["TIME", "The server's time."],
        ["INFO"] = ["INFO", "What this server is."],
        ["ADMIN"] = ["ADMIN", "Who runs it."],
        ["LINKS"] = ["LINKS", "Its servers: one."],
        ["STATS"] = ["STATS u | o", "How long it runs; who operates it."],
        ["HELP"] = ["HELP [VERB]", "This."],
        ["HELPOP"] = ["HELPOP [VERB]", "As HELP."],
        ["OPER"] = ["OPER NAME PASSWORD", "Makes you an operator of the server."],
        ["KILL"] = ["KILL NICK :REASON", "Operators: ends somebody's session."],
        ["WALLOPS"] = ["WALLOPS :TEXT", "Operators: to everybody who has mode w."],
    };

    public static bool Knows(string verb) => s_texts.ContainsKey(verb);

    public static Reaction Help(IrcWire wire, in IrcLine line, string? label)
    {
        var subject = line.Text(0);
        return wire.Reply(label, (w, _, _, writer) => Write(w, subject, writer));
    }

    private static void Write(IrcWire wire, string subject, LineWriter writer)
    {
        if (subject.Length == 0)
        {
            wire.Begin(writer, Numeric.HelpStart).Arg("*").Last("HELP VERB explains one of these:");
            foreach (var verbs in Verbs.All.Select(verb => verb.Name).Order().Chunk(10))
                wire.Begin(writer, Numeric.HelpTxt).Arg("*").Last(string.Join(' ', verbs));
            wire.Begin(writer, Numeric.EndOfHelp).Arg("*").Last("End of /HELP");
            return;
        }

        if (!s_texts.TryGetValue(subject, out var lines))
        {
            wire.Begin(writer, Numeric.HelpNotFound)
                .Arg(RoomLists.Shown(subject))
                .Last("No help available on this topic");
            return;
        }

        var name = subject.ToUpperInvariant();
        wire.Begin(writer, Numeric.HelpStart).Arg(name).Last(lines[0]);
        foreach (var text in lines.AsSpan(1))
            wire.Begin(writer, Numeric.HelpTxt).Arg(name).Last(text);
        wire.Begin(writer, Numeric.EndOfHelp).Arg(name).Last("End of /HELP");
    }
}
