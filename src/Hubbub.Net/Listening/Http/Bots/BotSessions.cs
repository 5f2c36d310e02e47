using System.Net;
using Microsoft.AspNetCore.Http;

namespace Hubbub.Net.Listening.Http.Bots;

/// <summary>
/// The sessions of programs that come by HTTP: one for each name, made at its first request, so
/// that a program that says a line a minute does not come and go each time. Any thread.
/// </summary>
internal sealed class BotSessions
{
    private static readonly TimeSpan s_idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    private readonly IConnectionHost _host;
    private readonly Lock _turn = new();
    private readonly Dictionary<string, BotSession> _byName = [];
    private readonly ITimer _care;

    public BotSessions(IConnectionHost host, TimeProvider time, CancellationToken stopping)
    {
        _host = host;
        _care = time.CreateTimer(_ => Tidy(), state: null, s_look, s_look);
        stopping.UnsafeRegister(static timer => ((ITimer)timer!).Dispose(), _care);
    }

    /// <summary>Null: the server is full.</summary>
    public BotSession? Of(string name, HttpContext context)
    {
        lock (_turn)
        {
            if (_byName.TryGetValue(name, out var kept) && !kept.HasEnded)
                return kept;
            var ip = context.Connection.RemoteIpAddress ?? IPAddress.None;
            var address = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
            var session = new BotSession(
                name,
                address.ToString(),
                IPAddress.IsLoopback(address),
                context.Request.IsHttps
            );
            if (!session.TryOpen(_host))
                return null;
            _byName[name] = session;
            return session;
        }
    }

    /// <summary>Ends those whose token was taken back, and those that nobody uses.</summary>
    private void Tidy()
    {
        lock (_turn)
        {
            if (_byName.Count == 0)
                return;
        }

        var names = _host
            .Face.Bots.All.Select(token => token.Name)
            .ToHashSet(StringComparer.Ordinal);
        lock (_turn)
        {
            foreach (var (name, session) in _byName.ToArray())
            {
                if (session.HasEnded)
                    _byName.Remove(name);
                else if (!names.Contains(name))
                    session.Leave("Its token was taken back");
                else if (!session.IsBusy && IsIdle(session))
                    session.Leave("Nothing to say for an hour");
            }
        }
    }

    private static bool IsIdle(BotSession session) =>
        Environment.TickCount64 - session.LastUsed > s_idle.TotalMilliseconds;
}
