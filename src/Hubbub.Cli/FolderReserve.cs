using Hubbub.Node;
using Hubbub.Storage;

namespace Hubbub.Cli;

internal sealed class FolderReserve(DataFolder folder) : IReserve
{
    public void Free() => folder.FreeReserve();

    public bool TryRestore() => folder.TryMakeReserve();
}

/// <summary>For a server that keeps nothing on disk.</summary>
internal sealed class NoReserve : IReserve
{
    public void Free() { }

    public bool TryRestore() => true;
}
