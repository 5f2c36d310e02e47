using Hubbub.Client.Connecting;
using Hubbub.Client.Trust;

namespace Hubbub.SystemTests.Trust;

/// <summary>"Remembered by clients at first use and checked from then on (loopback excepted)."</summary>
public sealed class TrustTests : IDisposable
{
    private static readonly string s_one = new('1', 64);
    private static readonly string s_two = new('2', 64);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly KnownServers _known;
    private readonly List<string> _told = [];

    public TrustTests() =>
        _known = new KnownServers(Path.Combine(_folder.FullName, "known"), TimeProvider.System);

    public void Dispose() => _folder.Delete(recursive: true);

    private Destination Udp { get; } = new("chat.test", 53142, IsTls: false) { IsUdp = true };

    [Fact]
    public void The_first_is_remembered_and_told_and_then_known()
    {
        Assert.Null(Refuse(Udp, s_one));
        Assert.Equal(
            $"chat.test:53142 is remembered by its identity, SHA-256 {s_one}",
            Assert.Single(_told)
        );
        Assert.Null(Refuse(Udp, s_one));
        Assert.Single(_told);
    }

    [Fact]
    public void Another_one_is_refused_with_both_fingerprints()
    {
        Refuse(Udp, s_one);
        var why = Refuse(Udp, s_two);
        Assert.Contains($"remembered  {s_one}", why, StringComparison.Ordinal);
        Assert.Contains($"shown now   {s_two}", why, StringComparison.Ordinal);
        _known.Trust(Udp, s_two);
        Assert.Null(Refuse(Udp, s_two));
    }

    [Fact]
    public void A_certificate_and_an_identity_of_one_server_are_two_keys()
    {
        var tls = Udp with { IsUdp = false, IsTls = true };
        Assert.Null(Refuse(tls, s_one));
        Assert.Null(Refuse(Udp, s_two));
        Assert.Null(Refuse(tls, s_one));
        Assert.Equal([Udp, tls], _known.All.Select(s => s.Destination).OrderBy(d => d.IsTls));
    }

    [Fact]
    public void On_this_machine_nothing_is_remembered()
    {
        var here = Udp with { Host = "127.0.0.1" };
        Assert.Null(Refuse(here, s_one));
        Assert.Null(Refuse(here, s_two));
        Assert.Empty(_known.All);
    }

    private string? Refuse(Destination destination, string shown) =>
        new Doorkeeper(destination, _known, _told.Add).Refuse("identity", shown);
}
