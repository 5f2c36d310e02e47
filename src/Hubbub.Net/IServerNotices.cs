using Hubbub.Node;

namespace Hubbub.Net;

/// <summary>What the server's user reads.</summary>
public interface IServerNotices : INodeNotices
{
    /// <summary>Somebody is here.</summary>
    void Came(string name, string address);

    /// <summary>Somebody has gone.</summary>
    void Went(string name, string reason);
}
