using Hubbub.Client.Conversations;

namespace Hubbub.Client.Commands;

/// <param name="Name">Without the slash.</param>
/// <param name="Least">Words that must follow.</param>
/// <param name="Syntax">What may follow.</param>
/// <param name="Run">With what follows, as typed.</param>
public sealed record SlashCommand(
    string Name,
    int Least,
    string Syntax,
    string Help,
    Func<Chat, Words, Submitted> Run
)
{
    public string Usage => Syntax.Length == 0 ? "/" + Name : $"/{Name} {Syntax}";
}

/// <summary>What follows a command.</summary>
public readonly struct Words(string text)
{
    public string Text { get; } = text.Trim();

    /// <summary>The first word; empty: there is none.</summary>
    public string First => Text.Split(' ', 2)[0];

    /// <summary>What follows the first word.</summary>
    public Words Rest =>
        Text.Split(' ', 2, StringSplitOptions.TrimEntries) is [_, var rest] ? new(rest) : new("");

    public int Count => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
