using System.Net;
using System.Net.Sockets;

namespace Hubbub.SystemTests.Join;

/// <summary>A way to a server through which TCP comes and UDP does not.</summary>
internal sealed class TcpOnly : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    public TcpOnly(int server)
    {
        _listener.Start();
        _running = RunAsync(server);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync(int server)
    {
        var carrying = new List<Task>();
        try
        {
            while (true)
                carrying.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token), server));
        }
        catch (OperationCanceledException) { }
        await Task.WhenAll(carrying);
    }

    private async Task CarryAsync(TcpClient near, int server)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, server, _end.Token);
                var (a, b) = (near.GetStream(), far.GetStream());
                await Task.WhenAny(a.CopyToAsync(b, _end.Token), b.CopyToAsync(a, _end.Token));
            }
            catch (Exception e)
                when (e is IOException or SocketException or OperationCanceledException)
            {
                // Whoever was there has gone.
            }
        }
    }
}
