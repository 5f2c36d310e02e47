using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Hubbub.Datagrams;
using Hubbub.SystemTests.Datagrams;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Udp;

/// <summary>
/// "On a link with 5 % loss, 5 % duplication, 10 % reordering and 200 ms round trip, 20 users who post once a second
/// each: everyone has all of them, once, in the same order; a post is on all screens within 1 second at the median, 2
/// seconds at the 99th percentile."
/// </summary>
[Collection("processes")]
public sealed class BadLinkTests(ITestOutputHelper output)
{
    private const int People = 20;

    private static readonly bool s_isLong =
        Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly int _messages = s_isLong ? 200 : 5;

    [Fact]
    public async Task Everyone_has_everything_once_in_one_order_and_soon()
    {
        await using var server = await ServerProcess.StartAsync();
        var people = new Person[People];
        for (var i = 0; i < People; i++)
            people[i] = await Person.ComeAsync(server.Port, i);
        await Task.WhenAll(people.Select(person => person.TalkAsync(_messages)));
        await Task.WhenAll(
            people.Select(person => person.HeardAsync(People * _messages).WaitAsync(s_patience))
        );

        var first = people[0].Heard.ToArray();
        Assert.Equal(People * _messages, first.Distinct().Count());
        Assert.All(people, person => Assert.Equal(first, person.Heard));

        var all = people.SelectMany(person => person.Latencies).Order().ToArray();
        var median = all[all.Length / 2];
        var slow = all[all.Length * 99 / 100];
        output.WriteLine(
            $"{People} people, {_messages} posts each: median {median.TotalMilliseconds:F0} ms, 99th percentile {slow.TotalMilliseconds:F0} ms"
        );
        Assert.InRange(median, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        // Of a hundred posts the slowest alone is that percentile, and one stall of the machine: the long run has enough
        // of them, and PaceTests measures the transport in virtual time.
        if (s_isLong)
            Assert.InRange(slow, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        foreach (var person in people)
            await person.DisposeAsync();
    }

    /// <summary>With a bad link of their own.</summary>
    private sealed class Person : IAsyncDisposable
    {
        private static readonly ConcurrentDictionary<string, long> s_said = new();

        private readonly UdpRelay _relay;
        private readonly UdpEndpoint _endpoint = UdpEndpoint.Open(
            new(IPAddress.Loopback, 0),
            new EndpointOptions()
        );
        private readonly string _nick;
        private readonly TaskCompletionSource _isHere = new();
        private readonly TaskCompletionSource _hasAll = new();
        private UdpStream _stream = null!;
        private int _wanted = int.MaxValue;

        private Person(int port, int number)
        {
            _nick = $"person{number}";
            _relay = new UdpRelay(new(IPAddress.Loopback, port), seed: 100 + number)
            {
                Loss = 0.05,
                Doubled = 0.05,
                Late = 0.1,
                Delay = TimeSpan.FromMilliseconds(100),
            };
        }

        public List<string> Heard { get; } = [];

        public ConcurrentBag<TimeSpan> Latencies { get; } = [];

        public static async Task<Person> ComeAsync(int port, int number)
        {
            var person = new Person(port, number);
            var connection = await person._endpoint.ConnectAsync(
                [person._relay.Local],
                new DialOptions(),
                TestContext.Current.CancellationToken
            );
            person._stream = new UdpConversation(person._endpoint, connection).OpenStream();
            _ = person.ReadAsync();
            await person.SendAsync(
                $"CAP REQ :echo-message\r\nNICK {person._nick}\r\nUSER u 0 * :u\r\nCAP END\r\nJOIN #lobby\r\n"
            );
            await person._isHere.Task.WaitAsync(s_patience);
            return person;
        }

        public async Task TalkAsync(int count)
        {
            // Not all in the same millisecond.
            await Task.Delay(Random.Shared.Next(1_000));
            for (var i = 0; i < count; i++)
            {
                var text = $"{_nick}/{i}";
                s_said[text] = Stopwatch.GetTimestamp();
                await SendAsync($"BOARD #lobby POST :{text}\r\n");
                await Task.Delay(1_000);
            }
        }

        public Task HeardAsync(int count)
        {
            lock (Heard)
            {
                _wanted = count;
                if (Heard.Count >= count)
                    _hasAll.TrySetResult();
            }

            return _hasAll.Task;
        }

        public async ValueTask DisposeAsync()
        {
            _endpoint.Dispose();
            await _relay.DisposeAsync();
        }

        private async Task SendAsync(string text) =>
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(text));

        private async Task ReadAsync()
        {
            using var reader = new StreamReader(_stream);
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.Contains(" 366 ", StringComparison.Ordinal))
                        _isHere.TrySetResult();
                    if (line.Contains(" PRIVMSG #lobby :", StringComparison.Ordinal))
                        // "[post 12] person1/3"
                        Hear(line[(line.LastIndexOf(' ') + 1)..]);
                }
            }
            catch (IOException)
            {
                // The test is over.
            }
        }

        private void Hear(string text)
        {
            Latencies.Add(Stopwatch.GetElapsedTime(s_said[text]));
            lock (Heard)
            {
                Heard.Add(text);
                if (Heard.Count >= _wanted)
                    _hasAll.TrySetResult();
            }
        }
    }
}
