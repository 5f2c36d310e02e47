using Hubbub.Client.State;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Engine;

/// <summary>
/// Who we are to the server: registers, and sees to it that we get the name that is wanted, again
/// and again after a cut, when our own session that was cut off may still have it.
/// </summary>
internal sealed class OwnName(ChatOptions options, IChatView view, TimeProvider time)
{
    private static readonly TimeSpan s_regain = TimeSpan.FromSeconds(10);

    private string _tried = "";
    private string? _resume;
    private long _regained;

    public string Wanted { get; private set; } = options.Nick;

    public void Register(ILink link)
    {
        link.Send("CAP LS 302");
        if (options.Password is { } password)
            link.Send(ClientLine.Of("PASS", password));
        if (_resume is { } token)
            link.Send(ClientLine.Of("RESUME", token));
        // It is for once: the next session has its own.
        _resume = null;
        Ask(Wanted, link);
        link.Send(ClientLine.Of("USER", UserName(options.Nick), "0", "*", options.Nick));
    }

    /// <param name="token">Ends our session, should it be cut off.</param>
    public void KeepForResuming(string token) => _resume = token;

    /// <param name="again">Not for the first time: then what we are called by now need not be what is wanted.</param>
    public void Welcomed(string nick, bool again)
    {
        _regained = time.GetTimestamp();
        if (!again)
            Wanted = nick;
    }

    /// <summary>Another name, now or at the next connection.</summary>
    public void Try(string nick, ChatState state, ILink? link)
    {
        Wanted = nick;
        if (state.Phase == Phase.Here)
            _regained = time.GetTimestamp();
        Ask(nick, link);
    }

    /// <summary>Tries for the wanted name from time to time.</summary>
    public void Tick(ChatState state, ILink link)
    {
        if (
            state.Phase != Phase.Here
            || state.IsMe(Wanted)
            || time.GetElapsedTime(_regained) <= s_regain
        )
            return;
        _regained = time.GetTimestamp();
        link.Send(ClientLine.Of("NICK", Wanted));
    }

    /// <summary>Within: told by the server as it is. Coming back: our own cut-off session may still have it.</summary>
    public void Refused(Step step, ChatState state, bool wasWelcomed, ILink? link)
    {
        if (state.Phase == Phase.Here)
        {
            var isWanted = Same(_tried, Wanted, state);
            if (isWanted || !Same(step.Text, Wanted, state))
            {
                var text = $"{step.Text}: {step.Why}";
                view.Tell(new(TellKind.Error, null, "", text, time.GetUtcNow()));
            }

            if (isWanted)
                Wanted = state.Nick;
            _tried = "";
        }
        else if (wasWelcomed)
        {
            Ask(_tried + "_", link);
        }
        else
        {
            view.NickRefused(step.Text, step.Why);
        }
    }

    private void Ask(string nick, ILink? link)
    {
        _tried = nick;
        link?.Send(ClientLine.Of("NICK", nick));
    }

    private static bool Same(string a, string b, ChatState state) =>
        state.Server.Fold(a) == state.Server.Fold(b);

    /// <summary>RFC 1459's user name: plain letters.</summary>
    private static string UserName(string nick)
    {
        var kept = string.Concat(nick.Where(char.IsAsciiLetterOrDigit).Take(10));
        return kept.Length > 0 ? kept : "hubbub";
    }
}
