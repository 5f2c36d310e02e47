using Hubbub.Client.Engine;

namespace Hubbub.Client.Talking;

/// <summary>How long nothing was heard: the server is asked, and after that given up.</summary>
internal sealed class Silence(TimeProvider time)
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_gone = TimeSpan.FromSeconds(20);

    private long _heard = time.GetTimestamp();
    private bool _isProbed;

    /// <summary>Something was heard.</summary>
    public void End()
    {
        _heard = time.GetTimestamp();
        _isProbed = false;
    }

    /// <summary>Why the server is given up; null: it is not.</summary>
    public string? Watch(ILink link)
    {
        var silent = time.GetElapsedTime(_heard);
        if (silent > s_gone)
            return $"nothing was heard for {(int)s_gone.TotalSeconds} seconds";
        if (silent > s_quiet && !_isProbed)
        {
            _isProbed = true;
            link.Send("PING :alive");
        }

        return null;
    }
}
