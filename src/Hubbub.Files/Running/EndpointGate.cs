using Hubbub.Datagrams;

namespace Hubbub.Files;

internal sealed class EndpointGate(UdpEndpoint endpoint) : IGate
{
    public void Inside(Action work)
    {
        using var turn = endpoint.Enter();
        work();
    }
}
