using System.Collections.Frozen;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>Changes of a room in plain words: one table.</summary>
internal static class RoomChangeWords
{
    private static readonly FrozenDictionary<RoomMode, (string Adds, string Takes)> s_words =
        new Dictionary<RoomMode, (string, string)>
        {
            [RoomMode.InviteOnly] = (
                "closed the room: only invited people may come in",
                "opened the room: anybody may come in"
            ),
            [RoomMode.Moderated] = (
                "made the room quiet: only those with a voice may speak",
                "lets everybody in the room speak"
            ),
            [RoomMode.NoOutsideMessages] = (
                "lets only those in the room speak here",
                "lets people outside the room speak here"
            ),
            [RoomMode.Secret] = ("hid the room from lists", "shows the room in lists"),
            [RoomMode.TopicByOperators] = (
                "lets only operators set the topic",
                "lets everybody set the topic"
            ),
            [RoomMode.NoPrograms] = (
                "keeps programs from talking to each other here (CTCP)",
                "lets programs talk to each other here (CTCP)"
            ),
            // The key itself is not shown: people look over each other's shoulders.
            [RoomMode.Key] = ("gave the room a key", "took the room's key away"),
            [RoomMode.Limit] = (
                "lets at most {0} people be in the room",
                "lets any number of people be in the room"
            ),
            [RoomMode.Ban] = ("banned {0}", "lifted the ban on {0}"),
            [RoomMode.BanException] = (
                "lets {0} in whatever the bans say",
                "took back that {0} may come in whatever the bans say"
            ),
            [RoomMode.InviteException] = (
                "lets {0} in without an invitation",
                "took back that {0} may come in without an invitation"
            ),
            [RoomMode.Founder] = ("made {0} a founder", "took founder rights from {0}"),
            [RoomMode.Operator] = ("made {0} an operator", "took operator rights from {0}"),
            [RoomMode.HalfOperator] = (
                "made {0} a half-operator",
                "took half-operator rights from {0}"
            ),
            [RoomMode.Voice] = ("gave {0} a voice", "took the voice from {0}"),
        }.ToFrozenDictionary();

    public static bool Knows(RoomMode mode) => s_words.ContainsKey(mode);

    public static LineWriter ShowChange(this LineWriter writer, string by, RoomChange change)
    {
        var (adds, takes) = s_words[change.Mode];
        var words = change.Adds ? adds : takes;
        return writer
            .Show(by)
            .Write(" ")
            .Show(words.Replace("{0}", change.Parameter, StringComparison.Ordinal))
            .Write(".");
    }
}
