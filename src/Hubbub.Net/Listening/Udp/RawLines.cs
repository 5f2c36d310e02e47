using System.Net;
using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// Lines of <c>nc -u</c>, one a datagram: the first is the name. Anybody can forge an address that is not this
/// machine's own, so on a private network (where it is allowed at all) nothing is taken, kept or sent before a short
/// code was repeated that went to the address; and never more than had come. From elsewhere nothing is ever taken.
/// Under the endpoint's gate.
/// </summary>
/// <param name="asksPassword">Before a name.</param>
internal sealed class RawLines(
    UdpOptions options,
    IConnectionHost host,
    bool asksPassword,
    SendDatagram send
)
{
    private readonly Dictionary<PeerAddress, RawPerson> _people = [];
    private readonly RawCode _code = new(options.Time);

    public int Count => _people.Count;

    /// <summary>Datagrams that were not taken.</summary>
    public long Dropped { get; private set; }

    public void Take(PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        if (datagram.IsEmpty)
            return;
        if (_people.TryGetValue(from, out var person))
        {
            if (!person.Hear(datagram))
                Dropped++;
            return;
        }

        var address = from.ToEndPoint().Address;
        if (IPAddress.IsLoopback(address) && asksPassword)
            // Whoever gives a name is asked for the password first.
            Open(from, isGreeted: false);
        else if (IPAddress.IsLoopback(address))
            Open(from, isGreeted: true)?.Hear(datagram);
        else if (options.RawOnNetwork && PrivateNetworks.Have(address))
            Prove(from, datagram);
        else
            Dropped++;
    }

    public void Forget(RawPerson person) => _people.Remove(person.Peer);

    private void Prove(PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        if (!_code.TrySpend())
        {
            Dropped++;
            return;
        }

        if (_code.IsRight(from, datagram))
        {
            // Asks for the name.
            Open(from, isGreeted: false);
            return;
        }

        Dropped++;
        var code = _code.For(from);
        foreach (var words in new[] { $"Type {code}\n", $"{code}\n", code })
        {
            if (words.Length > datagram.Length)
                continue;
            send(from, Encoding.ASCII.GetBytes(words));
            return;
        }
    }

    /// <summary>Null: there are as many as may be.</summary>
    /// <param name="isGreeted">What comes next is the name.</param>
    private RawPerson? Open(PeerAddress from, bool isGreeted)
    {
        var person = new RawPerson(from, options.RawSilence, send, Forget);
        if (
            _people.Count >= options.MaxRaw
            || host.Open(person, WireKind.Raw, isGreeted) is not { } inlet
        )
        {
            Dropped++;
            send(from, FullNotice.For(WireKind.Raw));
            return null;
        }

        person.Begin(inlet);
        _people.Add(from, person);
        return person;
    }
}
