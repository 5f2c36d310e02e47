using System.Net;

namespace Hubbub.Net.Listening.Transports;

/// <summary>
/// What all ways out have in common: who is told when more fits, and how a connection ends. One
/// lock, which only a connection's own drain ever contends for.
/// </summary>
internal abstract class Transport : ITransport
{
    private readonly EndPoint? _remote;
    private IInlet? _inlet;
    private TaskCompletionSource? _waiter;
    private bool _owesWritable;
    private bool _isClosing;
    private bool _isDead;

    protected Transport(EndPoint? remote, bool isSecure)
    {
        _remote = remote;
        IsSecure = isSecure;
    }

    protected Lock Gate { get; } = new();

    /// <summary>Bytes that were taken are still on their way. Under the gate.</summary>
    protected abstract bool IsBusy { get; }

    public string Address => Ip?.ToString() ?? "?";

    public bool IsLoopback => Ip is { } ip && IPAddress.IsLoopback(ip);

    public bool IsSecure { get; }

    private IPAddress? Ip =>
        (_remote as IPEndPoint)?.Address is { } a
            ? a.IsIPv4MappedToIPv6
                ? a.MapToIPv4()
                : a
            : null;

    public bool IsClosing
    {
        get
        {
            lock (Gate)
                return _isClosing || _isDead;
        }
    }

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        lock (Gate)
        {
            // Nobody hears it any more; the way in tells why.
            if (_isDead || _isClosing)
                return bytes.Length;
            var taken = Take(bytes);
            _owesWritable |= taken < bytes.Length;
            return taken;
        }
    }

    public void Close()
    {
        lock (Gate)
        {
            if (_isClosing || _isDead)
                return;
            _isClosing = true;
            _waiter?.TrySetResult();
            WakeReader();
        }
    }

    /// <summary>Who is told when more fits. The host may have sent before it was known.</summary>
    public void Bind(IInlet inlet)
    {
        lock (Gate)
        {
            _inlet = inlet;
            if (!_owesWritable || IsBusy)
                return;
            _owesWritable = false;
        }

        inlet.Writable();
    }

    /// <summary>Until <see cref="Close"/> was called and all is sent, or nothing can be sent any more.</summary>
    /// <param name="farewell">How long the last bytes may take. False: they took longer.</param>
    public async Task<bool> EndedAsync(TimeSpan farewell, TimeProvider time)
    {
        while (true)
        {
            TaskCompletionSource waiter;
            bool isClosing;
            lock (Gate)
            {
                if (_isDead || (_isClosing && !IsBusy))
                    return !_isDead;
                isClosing = _isClosing;
                waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiter = waiter;
            }

            if (!isClosing)
            {
                await waiter.Task;
                continue;
            }

            try
            {
                await waiter.Task.WaitAsync(farewell, time);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>From now on nothing is sent: the connection is gone.</summary>
    public void Die()
    {
        lock (Gate)
        {
            _isDead = true;
            _waiter?.TrySetResult();
        }
    }

    /// <summary>Takes what fits. Under the gate.</summary>
    protected abstract int Take(ReadOnlySpan<byte> bytes);

    /// <summary>The read loop is to look at <see cref="IsClosing"/>. Under the gate.</summary>
    protected abstract void WakeReader();

    /// <summary>More fits. Not under the gate: the host may send from within.</summary>
    protected void TellRoom()
    {
        IInlet? inlet;
        lock (Gate)
        {
            if (!IsBusy)
                _waiter?.TrySetResult();
            inlet = _owesWritable && !_isDead ? _inlet : null;
            if (inlet is not null)
                _owesWritable = false;
        }

        inlet?.Writable();
    }
}
