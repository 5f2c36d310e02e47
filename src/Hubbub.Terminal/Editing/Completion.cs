namespace Hubbub.Terminal.Editing;

/// <summary>What the word at the cursor could become.</summary>
/// <param name="Start">Where the word begins; it ends at the cursor.</param>
/// <param name="Candidates">Best first, each with what follows it (a space, a colon).</param>
public sealed record Completion(int Start, IReadOnlyList<string> Candidates);

/// <summary>Null: nothing to complete.</summary>
public delegate Completion? Completer(string text, int cursor);

/// <summary>Tab after Tab through the candidates; after the last one what was typed.</summary>
internal sealed class Completing(EditText typed, Completion completion)
{
    private int _at = -1;

    public IReadOnlyList<string> Candidates => completion.Candidates;

    public EditText Next(int step)
    {
        var count = Candidates.Count;
        _at = (_at + 1 + step + count + 1) % (count + 1) - 1;
        return _at < 0 ? typed : typed.Cut(completion.Start).Insert(Candidates[_at]);
    }
}
