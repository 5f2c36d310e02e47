using Hubbub.Node.History;

namespace Hubbub.Net.History;

/// <summary>Something made from the log, behind it, by a <see cref="ProjectionThread"/>.</summary>
internal interface IProjection
{
    string Name { get; }

    /// <summary>Of <see cref="LowPriority"/>.</summary>
    int Niceness { get; }

    /// <summary>How far it is. Any thread.</summary>
    ulong Position { get; }

    /// <summary>Some more, up to an entry; false: it has come so far.</summary>
    bool Step(ulong upTo);

    /// <summary>It is damaged: it is made again.</summary>
    void StartAnew();
}

/// <param name="wrote">Told how far the history is.</param>
internal sealed class HistoryProjection(
    IHistoryStore store,
    Projector projector,
    Action<ulong> wrote
) : IProjection
{
    public string Name => "history";

    public int Niceness => LowPriority.Soon;

    public ulong Position => store.Position.Index;

    public bool Step(ulong upTo)
    {
        var more = projector.Step(upTo);
        wrote(store.Position.Index);
        return more;
    }

    public void StartAnew() => projector.StartAnew();
}

internal sealed class SearchProjection(ISearchIndex index) : IProjection
{
    public string Name => "search index";

    public int Niceness => LowPriority.Whenever;

    public ulong Position => index.Position;

    public bool Step(ulong upTo) => index.Step();

    public void StartAnew() => index.StartAnew();
}
