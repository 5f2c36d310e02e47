using System.Buffers.Text;
using System.Security.Cryptography;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// What the sessions of this node prove themselves by when they come back on another connection.
/// In memory only: a node's end ends its sessions. Of the loop's thread.
/// </summary>
internal sealed class ResumeTokens
{
    private const int Bytes = 16;

    private readonly Dictionary<string, SessionId> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<SessionId, string> _tokens = [];

    public string TokenOf(SessionId session)
    {
        if (!_tokens.TryGetValue(session, out var token))
        {
            token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
            _tokens[session] = token;
            _sessions[token] = session;
        }

        return token;
    }

    /// <summary>Null: it is nobody's (any more).</summary>
    public SessionId? Find(string token) =>
        _sessions.TryGetValue(token, out var session) ? session : null;

    public void Forget(SessionId session)
    {
        if (_tokens.Remove(session, out var token))
            _sessions.Remove(token);
    }
}
