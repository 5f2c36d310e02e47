using System.Globalization;

namespace Hubbub.Client.State;

/// <summary>What a server tells of itself (<see href="https://modern.ircdocs.horse/#rplisupport-005"/>).</summary>
public sealed record ServerFacts
{
    public static readonly ServerFacts Unknown = new();

    /// <summary>What people call it; empty: not told.</summary>
    public string Network { get; init; } = "";

    /// <summary>As it signs its lines.</summary>
    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>What a room's name begins with.</summary>
    public string RoomSigns { get; init; } = "#&";

    /// <summary>Signs before members' names, highest first, and the modes that give them.</summary>
    public string MemberSigns { get; init; } = "@+";

    public string MemberModes { get; init; } = "ov";

    /// <summary>Modes with a parameter: always, and only when set.</summary>
    public string ModesWithParameter { get; init; } = "beIk";

    public string ModesWithParameterWhenSet { get; init; } = "l";

    /// <summary>Most messages that one question for history may ask for; 0: no limit told.</summary>
    public int HistoryLimit { get; init; }

    /// <summary>RFC 1459's: {}|~ are the small letters of []\^.</summary>
    public bool FoldsBrackets { get; init; } = true;

    public bool IsHubbub => Version.StartsWith("hubbub-", StringComparison.Ordinal);

    public string Fold(string name) =>
        string.Create(
            name.Length,
            (name, FoldsBrackets),
            static (folded, from) =>
            {
                for (var i = 0; i < folded.Length; i++)
                    folded[i] = Fold(from.name[i], from.FoldsBrackets);
            }
        );

    public ServerFacts With(string token)
    {
        var equals = token.IndexOf('=');
        var value = equals < 0 ? "" : token[(equals + 1)..];
        switch (equals < 0 ? token : token[..equals])
        {
            case "NETWORK":
                return this with { Network = value };
            case "CHANTYPES":
                return this with { RoomSigns = value };
            case "CASEMAPPING":
                return this with
                {
                    FoldsBrackets = value.StartsWith("rfc1459", StringComparison.Ordinal),
                };
            case "CHATHISTORY":
                return this with
                {
                    HistoryLimit = int.TryParse(
                        value,
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var limit
                    )
                        ? limit
                        : 0,
                };
            case "PREFIX" when value.IndexOf(')') is > 0 and var end && value[0] == '(':
                return this with { MemberModes = value[1..end], MemberSigns = value[(end + 1)..] };
            case "CHANMODES" when value.Split(',') is { Length: >= 3 } groups:
                return this with
                {
                    ModesWithParameter = groups[0] + groups[1],
                    ModesWithParameterWhenSet = groups[2],
                };
            default:
                return this;
        }
    }

    private static char Fold(char c, bool brackets) =>
        c switch
        {
            >= 'A' and <= 'Z' => (char)(c + 32),
            '[' when brackets => '{',
            ']' when brackets => '}',
            '\\' when brackets => '|',
            '^' when brackets => '~',
            _ => c,
        };
}
