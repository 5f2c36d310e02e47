using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>A block on its way to the disk.</summary>
/// <param name="appended">Null: it is done where it was begun, and nobody is called.</param>
internal sealed class Appending(Block block, Action? appended)
{
    public Block Block { get; } = block;

    /// <summary>In ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long Began { get; set; }

    /// <summary>Null: it is not written yet.</summary>
    public StoredBlock? Stored { get; set; }

    /// <summary>The log's end, once this is durable.</summary>
    public LogHead Head { get; set; } = LogHead.Empty;

    public CommitFault Fault { get; set; }

    /// <summary>Null: nobody knows yet.</summary>
    public AppendResult? Result { get; set; }

    public void TellThatItIsAppended() => appended?.Invoke();
}
