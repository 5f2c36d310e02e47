using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Talking;

/// <summary>What happens in a talk, in words.</summary>
internal static class TalkSentences
{
    /// <summary>Why there can be no talk; null: the line tells of something else.</summary>
    public static string? WhyNot(ServerLine line, string place) =>
        line[1] switch
        {
            "NOBODY_AT_CONSOLE" => $"Nobody is at the console of {place}.",
            "LINE_FULL" => $"The line at {place} is full: as many are waiting as may.",
            "CONSOLE_TAKEN" => "Somebody is at the console already.",
            _ => null,
        };

    public static string Begun(bool isHost, string other, string? address) =>
        isHost
            ? $"{other} has come{(address is null ? "" : " from " + address)}. Please wait for the first message."
            : $"You talk with {other}, in turns. You begin; {TalkEngine.Quit} ends it.";

    public static string Place(string host, int place) =>
        $"{host} is talking with somebody else. You are number {place} in line; {TalkEngine.Quit} leaves it.";

    /// <param name="how">What they did, as the server tells it; empty: they closed it.</param>
    public static string Closed(string by, bool own, string other, string how = "") =>
        own ? $"You closed the conversation with {other}."
        : how.Length > 0 ? $"{by} {how.TrimEnd('.')}."
        : $"{by} closed the conversation.";

    public static string Interrupted(TalkStage stage, bool isHost, string place, string other) =>
        stage == TalkStage.Talking ? Closed("", own: true, other)
        : isHost ? $"Nobody can come to {place} any more."
        : $"You left {place}.";
}
