namespace Hubbub.Core;

/// <summary>
/// What changes something, imperative; logged. A closed family: each has its rule in
/// <c>Rules/</c>, which also gives its bytes in the log.
/// </summary>
public abstract record Command
{
    private protected Command() { }
}
