using System.Runtime.CompilerServices;

namespace Hubbub.Cli.Join;

/// <summary>What is to be said where there is no screen.</summary>
/// <param name="IsTyped">By a person, who can be asked.</param>
internal sealed record Input(
    Func<CancellationToken, IAsyncEnumerable<string>> ReadAsync,
    bool IsTyped = false
)
{
    public static readonly Input Nothing = new(_ => AsyncEnumerable.Empty<string>());

    /// <summary>Each line of the standard input.</summary>
    public static Input Lines => new(LinesAsync, !Console.IsInputRedirected);

    /// <summary>All of the standard input at once.</summary>
    public static readonly Input Whole = new(WholeAsync);

    public static Input Of(string text) => new(_ => new[] { text }.ToAsyncEnumerable());

    private static async IAsyncEnumerable<string> LinesAsync(
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync(ct) is { } line)
            yield return line;
    }

    private static async IAsyncEnumerable<string> WholeAsync(
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        yield return (await input.ReadToEndAsync(ct)).TrimEnd('\r', '\n');
    }
}
