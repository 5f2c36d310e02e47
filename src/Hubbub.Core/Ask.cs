namespace Hubbub.Core;

/// <summary>
/// One line from a client, as it enters the node: commands (logged), a question (answered at its
/// place), a signal (told at its place, never logged) or none of them (what concerns the connection alone, done at its place).
/// </summary>
public sealed class Ask
{
    private static readonly IReadOnlyList<Proposal> NoProposals = [];
    private static readonly IReadOnlyList<Signal> NoSignals = [];

    /// <summary>Who asks.</summary>
    public required SessionId Session { get; init; }

    /// <summary>What is to be logged, in order.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = NoProposals;

    /// <summary>What is to be read from the state at this ask's place, after its commands.</summary>
    public Question? Question { get; init; }

    /// <summary>What is told at this ask's place and forgotten: never logged.</summary>
    public IReadOnlyList<Signal> Signals { get; init; } = NoSignals;

    /// <summary>The session's later lines wait until this one is answered.</summary>
    public bool Holds { get; init; }

    /// <summary>Stays in the memory of the connection's node: label, how to word the answer.</summary>
    public object? Context { get; init; }

    public static Ask Of(SessionId session, Command command, string text = "") =>
        new() { Session = session, Proposals = [Proposal.Of(command, text)] };

    public static Ask Of(SessionId session, Question question) =>
        new() { Session = session, Question = question };
}

/// <summary>A command that is to be logged, with its payload (UTF-8; empty: none).</summary>
/// <param name="Tags">See <see cref="Entry"/>.</param>
public readonly record struct Proposal(
    Command Command,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> Tags = default
)
{
    public static Proposal Of(Command command, string text = "") =>
        new(command, System.Text.Encoding.UTF8.GetBytes(text));
}
