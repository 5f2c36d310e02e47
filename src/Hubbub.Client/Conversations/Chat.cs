using Hubbub.Client.Commands;
using Hubbub.Client.Engine;
using Hubbub.Client.Offers;
using Hubbub.Client.State;
using Hubbub.Protocols.Boards;

namespace Hubbub.Client.Conversations;

/// <summary>Whether what was typed is done with.</summary>
/// <param name="Why">Null: it is. Else why not; the text stays in the edit line.</param>
public readonly record struct Submitted(string? Why)
{
    public static readonly Submitted Done;

    public static Submitted No(string why) => new(why);
}

/// <summary>A person's chat: what they type, and the conversations that come of it.</summary>
public sealed class Chat : IChatView
{
    /// <summary>Names that a newcomer is shown.</summary>
    private const int MostNames = 20;

    private readonly TimeProvider _time;
    private readonly HashSet<string> _ignored = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _entered = new(StringComparer.OrdinalIgnoreCase);
    private readonly PostOptions? _posts;
    private bool _mention;
    private string? _givenBack;

    /// <param name="commands">Besides those that everybody has.</param>
    public Chat(
        ChatOptions options,
        TimeProvider time,
        IReadOnlyList<SlashCommand>? commands = null
    )
    {
        _time = time;
        _posts = options.Posts;
        Engine = new ChatEngine(options, this, time);
        Commands = [.. SlashCommands.All, .. commands ?? []];
    }

    public ChatEngine Engine { get; }

    public ConversationList Conversations { get; } = new();

    public IReadOnlyList<SlashCommand> Commands { get; }

    /// <summary>A message that names us has come since this was last asked.</summary>
    public bool TakeMention()
    {
        var mention = _mention;
        _mention = false;
        return mention;
    }

    /// <summary>Text that the server refused, to be edited; null: none.</summary>
    public string? TakeGivenBack()
    {
        var text = _givenBack;
        _givenBack = null;
        return text;
    }

    /// <summary>A name was refused at the start: another is to be asked for.</summary>
    public string? RefusedNick { get; set; }

    /// <summary>Counts the changes that may be seen.</summary>
    public long Version { get; private set; }

    /// <summary>What is not to be shown.</summary>
    public Func<Told, bool> Hides { get; init; } = _ => false;

    /// <summary>Sees everything that is told, as it comes.</summary>
    public Action<Told>? Observer { get; init; }

    /// <summary>What others offer us; null: nobody here could take it.</summary>
    public OfferBook? Offers { get; set; }

    /// <summary>What we want of the server's files; null: nobody here could fetch it.</summary>
    public Fetches? Fetches { get; set; }

    /// <summary>What is going on beside the chat, in a few words; empty: nothing.</summary>
    public string Doing
    {
        get;
        set
        {
            if (field == value)
                return;
            field = value;
            Version++;
        }
    } = "";

    public Submitted Submit(string text)
    {
        if (RefusedNick is not null)
            return Name(text.Trim());
        if (string.IsNullOrWhiteSpace(text))
            return Submitted.Done;
        if (QuitWords.Are(text))
            return SlashCommands.Run(this, "/quit");
        if (text[0] != '/')
            return Say(text);
        return text.StartsWith("//", StringComparison.Ordinal)
            ? Say(text[1..])
            : SlashCommands.Run(this, text);
    }

    public Submitted Say(string text, bool isAction = false)
    {
        if (Conversations.Current.Name.Length == 0)
            return Submitted.No(
                "You are in no room. /join #ROOM goes into one, /rooms shows them."
            );
        return SayTo(Conversations.Current.Name, text, isAction);
    }

    public Submitted SayTo(string where, string text, bool isAction = false)
    {
        if (
            Engine.State.IsRoom(where)
            && Engine.State.Room(where) is null
            && Engine.IsConnected
            && Engine.State.Phase == Phase.Here
        )
            return Submitted.No($"You are not in {where}. /join {where} goes in.");
        if (_posts is { } posts && !isAction && Engine.State.IsRoom(where))
        {
            if (Engine.State.Phase == Phase.Here && !Engine.State.Caps.Contains("hubbub/board"))
                return Submitted.No("This server has no boards.");
            Engine.Post(where, text, posts);
        }
        else
            Engine.Say(where, text, isAction);
        Version++;
        return Submitted.Done;
    }

    /// <summary>A line of our own, in the conversation that is looked at.</summary>
    public void Note(string text, TellKind kind = TellKind.Info) =>
        Tell(new(kind, null, "", text, _time.GetUtcNow()));

    /// <summary>Somebody offers us files: where we look, and to be noticed as a mention is.</summary>
    public void TellOffer(string who, string what)
    {
        Tell(new(TellKind.Offered, null, who, what, _time.GetUtcNow()));
        _mention = true;
    }

    /// <summary>True: hidden from now on.</summary>
    public bool ToggleIgnored(string nick) => _ignored.Add(nick) || !_ignored.Remove(nick);

    public IEnumerable<string> Ignored => _ignored;

    public void Tell(Told told)
    {
        if (Fetches?.Take(told) == true)
            return;
        if (
            told is { IsOwn: false, IsServer: false }
            && _ignored.Contains(told.Who)
            && told.Kind is not TellKind.Renamed
        )
            return;
        if (Hides(told))
        {
            // Who is here has changed all the same.
            Version++;
            return;
        }

        if (told.Kind == TellKind.Entered)
        {
            // A talk with a person was caught up.
            if (Engine.State.Room(told.Where!) is not { } room)
                return;
            told = told with { Text = Greeting(room) };
        }

        var where = Place(told);
        var isMention =
            told is { IsSaid: true, IsOwn: false, IsBack: false, IsServer: false }
            && Mention.Names(told.Text, Engine.State.Nick);
        _mention |= isMention;
        if (told is { Post: { } post, IsOwn: false } && where == Conversations.Current)
            Engine.Shown(told.Where!, post);
        Observer?.Invoke(told);
        where.Add(
            told,
            where == Conversations.Current,
            isMention || (told.IsSaid && !where.IsRoom)
        );
        if (told.Kind == TellKind.Entered && !_entered.Contains(told.Where!))
        {
            _entered.Add(told.Where!);
            Conversations.Show(where);
        }

        Version++;
    }

    public void TellOlder(string where, IReadOnlyList<Told> lines)
    {
        if (Conversations.Find(where) is not { } found)
            return;
        if (lines.Count == 0)
            found.IsWhole = true;
        found.AddOlder(lines);
        Version++;
    }

    public void Sending(OwnMessage message)
    {
        Conversations.Open(message.Where, Engine.State.IsRoom(message.Where)).Add(message);
        Version++;
    }

    public void Confirmed(OwnMessage message, Told? echo)
    {
        Conversations.Find(message.Where)?.Remove(message);
        Tell(
            echo
                ?? new(
                    message.IsAction ? TellKind.Action : TellKind.Message,
                    message.Where,
                    Engine.State.Nick,
                    message.Text,
                    _time.GetUtcNow()
                )
                {
                    IsOwn = true,
                }
        );
    }

    public void Refused(OwnMessage message, string why)
    {
        Conversations.Find(message.Where)?.Remove(message);
        _givenBack = _givenBack is null ? message.Text : _givenBack + "\n" + message.Text;
        Note($"Not sent to {message.Where}: {why}", TellKind.Error);
    }

    public void NickRefused(string nick, string why)
    {
        RefusedNick = nick;
        Note($"You cannot be called {nick}: {why}. Type another name, then Enter.", TellKind.Error);
    }

    public void Welcomed(bool again)
    {
        Offers?.Clear();
        Note(again ? "Connected again." : $"You are {Engine.State.Nick}.");
    }

    public void Noted(Note note)
    {
        if (!_ignored.Contains(note.From))
            Offers?.Hear(note.From, note.Words);
    }

    public void Noted(Presence presence)
    {
        if (Offers?.Presence(presence.Who, presence.IsHere) != true)
            Note(presence.IsHere ? $"{presence.Who} is here." : $"{presence.Who} is not here.");
    }

    /// <summary>Who is there, those with a role first, and the topic.</summary>
    private string Greeting(RoomState room)
    {
        var others = room
            .Members.Values.Where(m => !Engine.State.IsMe(m.Nick))
            .OrderBy(m => m.Sign.Length == 0)
            .ThenBy(m => m.Nick, StringComparer.OrdinalIgnoreCase)
            .Select(m => m.Sign + m.Nick)
            .ToList();
        var names = string.Join(", ", others.Take(MostNames));
        var more = others.Count > MostNames ? $" and {others.Count - MostNames} more (/who)" : "";
        var here = others.Count == 0 ? "Nobody else is here." : $"Here with you: {names}{more}.";
        var topic = room.Topic.Length > 0 ? $" The topic: {room.Topic}" : "";
        var posts = _posts is null ? "" : " What you type is posted here, and stays.";
        return $"You are in {room.Name}. {here}{topic}{posts}";
    }

    private Submitted Name(string nick)
    {
        if (nick.Length == 0 || nick.Contains(' '))
            return Submitted.No("A name has no spaces. Type one, then Enter.");
        RefusedNick = null;
        Engine.TryNick(nick);
        return Submitted.Done;
    }

    private Conversation Place(Told told)
    {
        if (told.Where is not { } name)
            return Conversations.Current;
        // What concerns a room that we are not in any more does not open it again.
        if (told.IsSaid || told.Kind is TellKind.Entered)
            return Conversations.Open(name, Engine.State.IsRoom(name));
        return Conversations.Find(name) ?? Conversations.Current;
    }
}
