using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>What <c>/health</c> tells of UDP. Any thread.</summary>
internal sealed record UdpHealth(int Sessions, EndpointCounters Counters);
