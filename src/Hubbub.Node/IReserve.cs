namespace Hubbub.Node;

/// <summary>Disk space kept back, so that leaving and the end can still be logged on a full disk.</summary>
public interface IReserve
{
    void Free();

    /// <summary>False: there is no room for it yet.</summary>
    bool TryRestore();
}
