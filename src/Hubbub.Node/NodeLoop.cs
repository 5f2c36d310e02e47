using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Node;

/// <summary>How much a block may hold.</summary>
public sealed record NodeLimits(int MostAsks = 1024, int MostBytes = 256 * 1024);

/// <summary>
/// The one loop's step: gather asks, append their commands as one block, and when that is durable
/// walk it in order: apply and tell, answer. While blocks are on their way to the disk the next gathers; a
/// lone message is on its way at once. Owns no thread and no bytes of any connection.
/// </summary>
public sealed class NodeLoop
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ILog _log;
    private readonly ITeller _teller;
    private readonly Recovery _recovery;
    private readonly TimeProvider _time;
    private readonly NodeLimits _limits;
    private readonly DiskGuard _disk;
    private readonly Clock _clock;
    private readonly Gathering _gathering;
    private readonly Inquiries _inquiries;
    private readonly List<Entry> _entries = [];
    private readonly List<ulong> _toSkip = [];
    private readonly SessionId _self;
    private readonly Action _changed;
    private readonly Queue<Gathered> _underWay = new();
    private readonly List<(Gathered Asks, StoredBlock Stored)> _durable = [];
    private long _retryAt;
    private bool _isExpiring;
    private bool _isExpiringFiles;

    /// <param name="recovery">Where the hub comes from, at start and after a broken change.</param>
    /// <param name="changed">Called from any thread when <see cref="Step"/> has something to do.</param>
    public NodeLoop(
        NodeParts parts,
        Recovery recovery,
        ulong incarnation,
        Action changed,
        NodeLimits? limits = null
    )
    {
        _log = parts.Log;
        _teller = parts.Teller;
        _time = parts.Time;
        _recovery = recovery;
        _changed = changed;
        _limits = limits ?? new NodeLimits();
        _disk = new DiskGuard(parts.Reserve, parts.Notices);
        _clock = new Clock(parts.Time, parts.Log.Head.At, parts.Notices);
        _gathering = new Gathering(new BlockWriter(incarnation, parts.Salt));
        _self = new SessionId(incarnation, 0);
        _inquiries = new Inquiries(parts.History ?? NoHistory.Instance, changed);
        Hub = recovery.Load();
        Tail = recovery.Replayed;
        Notices = parts.Notices;
    }

    /// <summary>The state as of the last block walked. Of the loop's thread only.</summary>
    public Hub Hub { get; private set; }

    public INodeNotices Notices { get; }

    /// <summary>Set: the log failed, nothing more is told or logged. Why, for people.</summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// The log after the snapshot that this node started from: what it replayed then, and what came since.
    /// </summary>
    public LogSize Tail { get; private set; }

    /// <summary>False: the wall clock leapt a short while ago.</summary>
    public bool IsTimeSure => _clock.IsSure;

    /// <summary>Nothing gathered and nothing under way.</summary>
    public bool IsIdle => _underWay.Count == 0 && _gathering.IsEmpty;

    /// <summary>A block is on its way to the disk, and <see cref="Step"/> will tell it soon.</summary>
    public bool IsAppending => UnderWay > 0;

    /// <summary>How many blocks are.</summary>
    public int UnderWay => _retryAt == 0 ? _underWay.Count : 0;

    /// <summary>The disk takes its time: <see cref="BeginEarly"/> gains some of it.</summary>
    public bool IsLogSlow => _log.IsSlow;

    /// <summary>False: the block is full; submit what is left after the next step.</summary>
    public bool HasRoom =>
        _gathering.Count < _limits.MostAsks && _gathering.Length < _limits.MostBytes;

    /// <summary>The first entries of every start. Nothing is served before they are applied.</summary>
    public void Start(Settings settings, FileLimits limits = default)
    {
        Propose(new Started(_self.Incarnation));
        if (Hub.Settings != settings)
            Propose(new Configure(settings));
        if (Hub.FileLimits != limits)
            Propose(new LimitFiles(limits));
        if (Hub.Level < Hub.NewestLevel)
            Propose(new Raise(Hub.NewestLevel));
    }

    /// <summary>A command of the node itself.</summary>
    public void Propose(Command command, string text = "") =>
        _gathering.Add(Ask.Of(_self, command, text), _clock.Now());

    /// <summary>
    /// Proposes what may be due by the time; now and then, once a second or so. The log decides: too
    /// early, or twice, does nothing.
    /// </summary>
    public void ProposeDue()
    {
        // Until it is applied, however long a full disk keeps it waiting.
        if (!_isExpiring && Hub.NextDue <= _clock.Now())
        {
            _isExpiring = true;
            Propose(new ExpirePosts());
        }

        // Their bytes go at once: not by a clock that leapt a short while ago.
        if (!_isExpiringFiles && Hub.NextFileDue <= _clock.Now() && _clock.IsSure)
        {
            _isExpiringFiles = true;
            Propose(new ExpireFiles());
        }
    }

    /// <summary>Takes its place in the block that is gathering.</summary>
    public void Submit(Ask ask)
    {
        if (_disk.TurnsAway(ask))
            _teller.TurnAway(ask, DiskGuard.Reason);
        else
            _gathering.Add(ask, _clock.Now());
    }

    /// <summary>
    /// Does what can be done now: takes the results of the appends under way, starts the next, then walks the
    /// blocks that became durable.
    /// </summary>
    /// <returns>How many blocks those were.</returns>
    public int Step()
    {
        TakeResults();
        if (Failure is not null)
            return 0;
        if (!TriesAgain())
            BeginNext();
        var walked = WalkDurable();
        // What is appended at once, and questions that no block has to be waited for.
        TakeResults();
        if (Failure is not null)
            return walked;
        walked += WalkDurable();
        if (_gathering is { IsEmpty: false, HasCommands: false } && !IsAppending)
            AnswerAll(_gathering.Take());
        while (_inquiries.TryTake(out var ask, out var answer))
            _teller.Answer(ask, answer, Hub);
        return walked;
    }

    /// <summary>
    /// Between two steps, while there is much to tell: the next block is begun where its sync takes long.
    /// </summary>
    public void BeginEarly()
    {
        if (Failure is null)
            BeginNext();
    }

    /// <summary>When <see cref="Step"/> has to be called at the latest; null: when something happens.</summary>
    public TimeSpan? DueIn =>
        _retryAt != 0
            ? TimeSpan.FromTicks(Math.Max(0, _retryAt - _time.GetUtcNow().UtcTicks))
            : null;

    private void TakeResults()
    {
        while (Failure is null && _log.TryTakeResult(out var result))
        {
            switch (result.Outcome)
            {
                case AppendOutcome.Durable:
                    _durable.Add((_underWay.Dequeue(), result.Stored!));
                    _disk.Worked();
                    break;
                case AppendOutcome.DiskFull:
                    _disk.Full();
                    var wait = _disk.JustFreed ? TimeSpan.Zero : RetryAfter;
                    _retryAt = (_time.GetUtcNow() + wait).UtcTicks;
                    break;
                default:
                    Failure = result.Error;
                    break;
            }
        }
    }

    /// <summary>There was no room for the last block under way: now it is the only one, and its time has come.</summary>
    private bool TriesAgain()
    {
        if (_retryAt == 0 || _time.GetUtcNow().UtcTicks < _retryAt)
            return false;
        _retryAt = 0;
        _ = _log.BeginAppend(_underWay.Peek().Block!, _changed);
        return true;
    }

    private void BeginNext()
    {
        if (!_gathering.HasCommands || _retryAt != 0 || !_log.MayBegin(_changed))
            return;
        var gathered = _gathering.Take();
        _underWay.Enqueue(gathered);
        _ = _log.BeginAppend(gathered.Block!, _changed);
    }

    private int WalkDurable()
    {
        var blocks = _durable.Count;
        foreach (var (asks, stored) in _durable)
            Walk(asks, stored);
        _durable.Clear();
        return blocks;
    }

    private void Walk(Gathered durable, StoredBlock stored)
    {
        // Applied as decoded from the bytes that were logged, never the objects that were encoded.
        if (!BlockReader.TryRead(stored.Block, stored.First, _entries, out _, verifyTexts: false))
            throw new InvalidOperationException($"block {stored.First} cannot be read back");
        Tail = Tail.With(stored);
        var next = 0;
        foreach (var ask in durable.Asks)
        {
            for (var i = 0; i < ask.Proposals.Count; i++)
                Apply(ask, _entries[next++]);
            End(ask);
        }

        foreach (var index in _toSkip)
            Propose(new Skip(index));
        _toSkip.Clear();
    }

    private void Apply(Ask ask, in Entry entry)
    {
        _isExpiring &= entry.Command is not ExpirePosts;
        _isExpiringFiles &= entry.Command is not ExpireFiles;
        try
        {
            _teller.Tell(ask, entry, Hub.Apply(entry), Hub);
        }
        catch (DecideException broken)
        {
            PassOver(ask, entry, broken.Message);
        }
        catch (ChangeException broken)
        {
            PassOver(ask, entry, broken.Message);
            Hub = _recovery.Load(upTo: entry.Index);
        }
    }

    /// <summary>A poison entry stays skipped for ever: noted first, then told.</summary>
    private void PassOver(Ask ask, in Entry entry, string why)
    {
        _log.MarkSkipped(entry.Index);
        _toSkip.Add(entry.Index);
        Notices.Warn($"{why}. It is skipped; please report this.");
        _teller.Tell(ask, entry, [new Refused(ask.Session, Reason.InternalError)], Hub);
    }

    private void AnswerAll(Gathered unlogged)
    {
        foreach (var ask in unlogged.Asks)
            End(ask);
    }

    private void End(Ask ask)
    {
        foreach (var signal in ask.Signals)
        {
            var came = Hub.Decide(ask.Session, signal);
            _teller.Signal(ask, came, signal.Tags, _clock.Now(), Hub);
        }

        var answer = ask.Question is { } question ? Hub.Answer(ask.Session, question) : null;
        if (answer is Inquiry inquiry)
            _inquiries.Begin(ask, inquiry, Hub.Index);
        else
            _teller.Answer(ask, answer, Hub);
    }
}
