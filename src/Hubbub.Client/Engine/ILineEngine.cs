namespace Hubbub.Client.Engine;

/// <summary>
/// A person's end of the wire without a thread, a socket or a clock of its own: whoever drives it
/// gives lines, links and time, and dials when <see cref="IsDialDue"/>.
/// </summary>
public interface ILineEngine
{
    bool IsDialDue { get; }

    void Dialing();

    void DialFailed(string why);

    void Connected(ILink link);

    /// <summary>A line without its end.</summary>
    void Line(ReadOnlySpan<byte> bytes);

    /// <summary>The connection has gone.</summary>
    void Lost(string why);

    /// <summary>Time has gone by.</summary>
    void Tick();
}
