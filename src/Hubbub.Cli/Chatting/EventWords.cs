using Hubbub.Client.State;

namespace Hubbub.Cli.Chatting;

/// <summary>What happens besides what is said, in people's words.</summary>
internal static class EventWords
{
    public static string Of(Told told, string where) =>
        told.Kind switch
        {
            TellKind.Came => $"{told.Who} came",
            TellKind.Went => told.Text.Length > 0
                ? $"{told.Who} left ({told.Text})"
                : $"{told.Who} left",
            TellKind.PutOut => PutOut(told),
            TellKind.Renamed => told.IsOwn
                ? $"You are {told.Text} now"
                : $"{told.Who} is {told.Text} now",
            TellKind.Topic when told.Text.Length == 0 => told.Who.Length > 0
                ? $"{told.Who} took the topic away"
                : $"{told.Where} has no topic",
            TellKind.Topic => told.Who.Length > 0
                ? $"{told.Who} set the topic: {told.Text}"
                : $"The topic of {told.Where}: {told.Text}",
            TellKind.Modes => $"{told.Who} set {told.Text}",
            TellKind.Invited => $"{told.Who} asks you into {told.Text}: /join {told.Text}",
            TellKind.Offered => $"{told.Who} {told.Text}",
            TellKind.Entered => told.Text,
            TellKind.Left => $"You left {told.Where ?? where}",
            _ => told.Text,
        };

    private static string PutOut(Told told)
    {
        var words = told.Text.Split(' ', 2);
        var why = words is [_, { Length: > 0 } reason] ? $" ({reason})" : "";
        return told.IsOwn
            ? $"{told.Who} put you out of {told.Where}{why}"
            : $"{told.Who} put {words[0]} out{why}";
    }
}
