using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Terminal.Tty;

/// <summary>What a terminal reports, from any thread.</summary>
public interface ITerminalEvents
{
    /// <summary>Somebody typed.</summary>
    void OnInput(byte[] bytes);

    /// <summary>Another size, or it was stopped and goes on: draw everything.</summary>
    void OnChanged();

    /// <summary>What was written is written: there is room for the next frame.</summary>
    void OnWritten();

    /// <summary>It is gone, or a signal asks for the end.</summary>
    void OnEnd();
}

/// <summary>
/// The process's terminal as a full screen. It is left as it was found: at the end, after an
/// unhandled exception, by every signal that can be caught, and while the job is stopped.
/// </summary>
public sealed class TerminalDevice : IDisposable
{
    // The other screen, bracketed paste; arrow keys as ECMA-48 has them.
    private static readonly byte[] s_enter = "\e[?1049h\e[?2004h\e[?1l\e>"u8.ToArray();

    // CAN first: it ends a sequence that was being written.
    private static readonly byte[] s_leave =
        "\x18\e[0m\e[?2026l\e[?2004l\e[?25h\e[?1l\e>\e[?1049l"u8.ToArray();

    private const int KilledBySigint = 130;

    private readonly RawMode _mode;
    private readonly ITerminalEvents _events;
    private readonly SafeFileHandle _input = new(0, ownsHandle: false);
    private readonly FileStream _output = new(
        new SafeFileHandle(1, ownsHandle: false),
        FileAccess.Write,
        bufferSize: 0
    );
    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private bool _isEntered;
    private bool _isOver;
    private int _ends;
    private int _writing;

    private TerminalDevice(RawMode mode, ITerminalEvents events)
    {
        _mode = mode;
        _events = events;
    }

    /// <summary>
    /// Takes the terminal over. Null: standard input or output is none, or one that cannot do
    /// more than lines (TERM=dumb, Windows without its VT modes).
    /// </summary>
    public static TerminalDevice? Open(ITerminalEvents events)
    {
        if (!IsCapable() || RawMode.Find() is not { } mode)
            return null;
        var device = new TerminalDevice(mode, events);
        if (!device.TryEnter())
            return null;
        device.Watch();
        return device;
    }

    /// <summary>A full screen is possible here.</summary>
    public static bool IsCapable() =>
        !OperatingSystem.IsWindows()
        && !Console.IsInputRedirected
        && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM")
            is { Length: > 0 }
                and not ("dumb" or "unknown");

    /// <summary>Columns and rows.</summary>
    public static (int Width, int Height) Size
    {
        get
        {
            var (width, height) = Posix.ReadSize() ?? FromEnvironment();
            return (Math.Clamp(width, 2, 1_000), Math.Clamp(height, 1, 1_000));
        }
    }

    /// <summary>A frame is on its way: the next has to wait for <see cref="ITerminalEvents.OnWritten"/>.</summary>
    public bool IsWriting => Volatile.Read(ref _writing) != 0;

    /// <summary>Sends a frame without making the caller wait for a slow terminal. Not while <see cref="IsWriting"/>.</summary>
    public void Send(ReadOnlyMemory<byte> frame)
    {
        if (Interlocked.Exchange(ref _writing, 1) != 0)
            throw new InvalidOperationException("the last frame is still on its way");
        ThreadPool.UnsafeQueueUserWorkItem(
            static state => state.Device.WriteFrame(state.Frame),
            (Device: this, Frame: frame),
            preferLocal: false
        );
    }

    /// <summary>As the shell's Ctrl+Z: the terminal is given back until the job goes on.</summary>
    public void Suspend()
    {
        if (!Posix.CanStop())
            return;
        Leave();
        Posix.StopJob();
    }

    /// <summary>Gives the terminal back, for good.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Leave();
        }

        foreach (var signal in _signals)
            signal.Dispose();
        _signals.Clear();
        AppDomain.CurrentDomain.UnhandledException -= OnCrash;
        AppDomain.CurrentDomain.ProcessExit -= OnCrash;
    }

    private bool TryEnter()
    {
        lock (_gate)
        {
            if (_isEntered || _isOver)
                return _isEntered;
            _isEntered = _mode.TryEnter();
            if (_isEntered)
                Write(s_enter);
            return _isEntered;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (!_isEntered)
                return;
            _isEntered = false;
            Write(s_leave);
            _mode.Leave();
        }
    }

    private void Watch()
    {
        AppDomain.CurrentDomain.UnhandledException += OnCrash;
        AppDomain.CurrentDomain.ProcessExit += OnCrash;
        if (!OperatingSystem.IsWindows())
        {
            On(PosixSignal.SIGWINCH, _ => _events.OnChanged());
            // With a handler .NET does not stop the process itself.
            On(
                PosixSignal.SIGTSTP,
                signal =>
                {
                    signal.Cancel = true;
                    Suspend();
                }
            );
            On(PosixSignal.SIGCONT, _ => Resume());
        }

        On(PosixSignal.SIGINT, End);
        On(PosixSignal.SIGTERM, End);
        On(PosixSignal.SIGHUP, End);
        On(PosixSignal.SIGQUIT, End);
        new Thread(Read) { IsBackground = true, Name = "terminal" }.Start();
    }

    private void On(PosixSignal signal, Action<PosixSignalContext> handle) =>
        _signals.Add(PosixSignalRegistration.Create(signal, handle));

    private void Resume()
    {
        TryEnter();
        _events.OnChanged();
    }

    /// <summary>The first asks for an orderly end, the second ends.</summary>
    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _ends) > 1)
        {
            Leave();
            Environment.Exit(KilledBySigint);
        }

        _events.OnEnd();
    }

    private void OnCrash(object? sender, EventArgs e) => Leave();

    private void Read()
    {
        var buffer = new byte[16 * 1024];
        using var input = new FileStream(_input, FileAccess.Read, bufferSize: 0);
        while (true)
        {
            int count;
            try
            {
                count = input.Read(buffer);
            }
            catch (IOException)
            {
                count = 0;
            }

            if (count == 0)
            {
                _events.OnEnd();
                return;
            }

            _events.OnInput(buffer.AsSpan(0, count).ToArray());
        }
    }

    private void WriteFrame(ReadOnlyMemory<byte> frame)
    {
        // While the job is stopped, or over, the screen is somebody else's.
        lock (_gate)
        {
            if (_isEntered)
                Write(frame.Span);
        }

        Volatile.Write(ref _writing, 0);
        _events.OnWritten();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _output.Write(bytes);
        }
        catch (IOException)
        {
            // The terminal is gone; reading it tells.
        }
    }

    private static (int Width, int Height) FromEnvironment()
    {
        try
        {
            if (!OperatingSystem.IsLinux() && Console.WindowWidth > 0)
                return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (IOException)
        {
            // The variables, then.
        }

        return (Number("COLUMNS", 80), Number("LINES", 24));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) && number > 0
            ? number
            : otherwise;
}
