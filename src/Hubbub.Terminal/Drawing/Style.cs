namespace Hubbub.Terminal.Drawing;

[Flags]
public enum Look : byte
{
    Plain = 0,
    Bold = 1,
    Dim = 2,
    Underlined = 4,
    Reversed = 8,

    /// <summary>Black on white whatever the terminal's own colours are, where there are colours.</summary>
    Paper = 16,
}

/// <summary>How a piece of text looks.</summary>
/// <param name="Colour">0: the terminal's own; n: colour n - 1 of its 256.</param>
public readonly record struct Style(byte Colour = 0, Look Look = Look.Plain)
{
    public static readonly Style Plain;
    public static readonly Style Dim = new(0, Look.Dim);
    public static readonly Style Paper = new(0, Look.Paper);
    public static readonly Style Bold = new(0, Look.Bold);

    public static Style Of(int colour, Look look = Look.Plain) => new((byte)(colour + 1), look);
}

/// <summary>Which of them the terminal is to be told (<see href="https://no-color.org/"/>).</summary>
public enum Colours
{
    None,
    All,
}
