using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>What <c>/health</c> tells of UDP.</summary>
/// <param name="Raw">Those who are here by <c>nc -u</c>.</param>
/// <param name="RawDropped">Lines of <c>nc -u</c> that were not taken: too many, or from where none may come.</param>
internal sealed record UdpHealth(int Sessions, int Raw, long RawDropped, EndpointCounters Counters);
