using System.Buffers.Text;
using System.Security.Cryptography;
using Hubbub.Core;

namespace Hubbub.Protocols.Drop;

/// <summary>By what right something is brought to a room or a person.</summary>
/// <param name="Session">In whose name; default: in that of whoever made the link, as its guest.</param>
/// <param name="MadeBy">The operator who made it; empty: it is the session's own.</param>
public sealed record UploadRight(
    SessionId Session,
    FileTarget Target,
    string MadeBy,
    DateTimeOffset Until
);

/// <summary>
/// Who may bring files by HTTP: sessions by a right of their own, and whoever an operator gave a link. In memory
/// only: sessions end with the server, and links too. Any thread.
/// </summary>
public sealed class UploadRights(TimeProvider clock)
{
    /// <summary>How long a link is good that an operator made.</summary>
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);

    /// <summary>A session's own: as long as it lasts, which is looked at when it is used.</summary>
    private static readonly TimeSpan s_sessionLasts = TimeSpan.FromDays(365);

    private const int Bytes = 16;

    /// <summary>Beyond, the oldest go: a page asks again.</summary>
    private const int Most = 20_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<string, UploadRight> _rights = new(StringComparer.Ordinal);
    private readonly Dictionary<(SessionId, FileTarget), string> _ofSessions = [];
    private readonly Queue<string> _inOrder = new();

    /// <summary>The same for the same session and target.</summary>
    public string Of(SessionId session, FileTarget target)
    {
        lock (_turn)
        {
            if (_ofSessions.TryGetValue((session, target), out var right))
                return right;
            right = Add(new UploadRight(session, target, "", clock.GetUtcNow() + s_sessionLasts));
            return _ofSessions[(session, target)] = right;
        }
    }

    /// <summary>For whoever has the link, until it is over.</summary>
    public string MakeLink(FileTarget target, string madeBy)
    {
        lock (_turn)
            return Add(new UploadRight(default, target, madeBy, clock.GetUtcNow() + LinkLasts));
    }

    /// <summary>Null: it is none, or over.</summary>
    public UploadRight? Find(string right)
    {
        lock (_turn)
        {
            return _rights.TryGetValue(right, out var found) && found.Until > clock.GetUtcNow()
                ? found
                : null;
        }
    }

    private string Add(UploadRight right)
    {
        while (_inOrder.Count >= Most)
            Forget(_inOrder.Dequeue());
        var word = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        _rights.Add(word, right);
        _inOrder.Enqueue(word);
        return word;
    }

    private void Forget(string word)
    {
        if (_rights.Remove(word, out var right) && right.Session != default)
            _ofSessions.Remove((right.Session, right.Target));
    }
}
