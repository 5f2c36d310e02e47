using System.Text;
using Xunit.Sdk;

namespace Hubbub.SystemTests.Running;

/// <summary>What somebody was sent, to be read on from where it was last read.</summary>
internal sealed class Transcript
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = NewPulse();
    private int _read;
    private bool _ended;

    public string Text
    {
        get
        {
            lock (_gate)
                return _text.ToString();
        }
    }

    public void Add(string text)
    {
        lock (_gate)
            _text.Append(text);
        Pulse();
    }

    /// <summary>Nothing more will come.</summary>
    public void End()
    {
        lock (_gate)
            _ended = true;
        Pulse();
    }

    /// <summary>Everything up to and with the expected words; fails where they do not come in time.</summary>
    public async Task<string> ReadUntilAsync(string expected)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            var read = TryRead(expected, out var more, out var ended);
            if (read is not null)
                return read;
            if (ended)
                throw new XunitException($"It ended without \"{expected}\" after:\n{Text}");
            if (!await IsInTimeAsync(more, limit.Token))
                throw new XunitException($"\"{expected}\" did not come after:\n{Text}");
        }
    }

    /// <summary>The rest, when nothing more comes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_ended)
                    return _text.ToString(_read, _text.Length - _read);
                more = _more.Task;
            }

            if (!await IsInTimeAsync(more, limit.Token))
                throw new XunitException($"It did not end after:\n{Text}");
        }
    }

    private static async Task<bool> IsInTimeAsync(Task more, CancellationToken limit)
    {
        try
        {
            await more.WaitAsync(limit);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewPulse() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string? TryRead(string expected, out Task more, out bool ended)
    {
        lock (_gate)
        {
            var unread = _text.ToString(_read, _text.Length - _read);
            var at = unread.IndexOf(expected, StringComparison.Ordinal);
            var read = at < 0 ? null : unread[..(at + expected.Length)];
            _read += read?.Length ?? 0;
            (ended, more) = (_ended, _more.Task);
            return read;
        }
    }

    private void Pulse()
    {
        TaskCompletionSource pulse;
        lock (_gate)
        {
            pulse = _more;
            _more = NewPulse();
        }

        pulse.SetResult();
    }
}
