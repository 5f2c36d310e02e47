using System.Text;
using Hubbub.Client.Conversations;
using Hubbub.Client.Engine;
using Hubbub.Client.State;

namespace Hubbub.Tests.Client;

/// <summary>A chat and the server that the test plays: lines by hand, time by hand.</summary>
internal sealed class ClientStory
{
    private readonly GivenTime _time = new();
    private PlayedLink? _link;

    public ClientStory(string nick = "ada", int firstLines = 50, params string[] rooms) =>
        Chat = new Chat(
            new ChatOptions
            {
                Nick = nick,
                Rooms = rooms,
                FirstLines = firstLines,
                Chance = () => 0.5,
            },
            _time
        );

    public ClientStory(Func<ChatOptions, ChatOptions> change) =>
        Chat = new Chat(change(new ChatOptions { Nick = "ada", Chance = () => 0.5 }), _time);

    public Chat Chat { get; }

    public ChatState State => Chat.Engine.State;

    /// <summary>What the client sent since this was last asked.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            var sent = _link!.Sent.ToList();
            _link.Sent.Clear();
            return sent;
        }
    }

    public bool IsClosed => _link!.IsClosed;

    /// <summary>What stands in a conversation, as <c>who: text</c>.</summary>
    public IReadOnlyList<string> Lines(string where)
    {
        var conversation = Chat.Conversations.Find(where)!;
        var lines = new List<string>();
        for (var id = conversation.First; id < conversation.End; id++)
        {
            if (conversation[id] is not { } told)
                lines.Add("… " + conversation.Sending(id).Text);
            else if (told.IsSaid)
                lines.Add($"{told.Who}: {told.Text}");
        }

        return lines;
    }

    public ClientStory Connect()
    {
        Assert.True(Chat.Engine.IsDialDue);
        Chat.Engine.Dialing();
        _link = new PlayedLink();
        Chat.Engine.Connected(_link);
        return this;
    }

    public ClientStory Hears(params string[] lines)
    {
        foreach (var line in lines)
            Chat.Engine.Line(Encoding.UTF8.GetBytes(line));
        return this;
    }

    /// <summary>Connected, registered, in <c>#tea</c>.</summary>
    public ClientStory In(
        string room,
        string caps = "batch echo-message labeled-response server-time message-tags",
        string names = "ada bob"
    ) => Connect().Welcomed(caps).Entered(room, names);

    public ClientStory Welcomed(string caps = "", string version = "hubbub-0.1.0")
    {
        Hears($":s CAP * LS :{caps}");
        if (caps.Length > 0)
            Hears($":s CAP * ACK :{caps}");
        return Hears(":s 001 ada :Welcome", $":s 004 ada s {version} io b");
    }

    public ClientStory Entered(string room, string names = "ada bob")
    {
        EnteredAndSent(room, names);
        _link!.Sent.Clear();
        return this;
    }

    /// <summary>The same, with what the client sent upon it.</summary>
    public ClientStory EnteredAndSent(string room, string names = "ada bob") =>
        Hears($":ada!~a@h JOIN {room}", $":s 353 ada = {room} :{names}", $":s 366 ada {room} :End");

    public ClientStory Cut()
    {
        Chat.Engine.Lost("cut");
        return this;
    }

    public ClientStory Wait(double seconds)
    {
        _time.Pass(TimeSpan.FromSeconds(seconds));
        Chat.Engine.Tick();
        return this;
    }

    private sealed class PlayedLink : ILink
    {
        public List<string> Sent { get; } = [];

        public bool IsClosed { get; private set; }

        public void Send(string line) => Sent.Add(line);

        public void Close() => IsClosed = true;
    }
}

/// <summary>Time that passes when the test says so.</summary>
internal sealed class GivenTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public void Pass(TimeSpan time) => _now += time;
}
