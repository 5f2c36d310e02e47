namespace Hubbub.Datagrams;

/// <summary>
/// Times are microseconds of a clock that only goes forward; where it began is nobody's concern. A
/// leap forward (a machine that slept) is as if nothing had come for so long.
/// </summary>
internal static class Moment
{
    public const long Never = long.MaxValue;
    public const long Millisecond = 1_000;
    public const long Second = 1_000_000;
}
