namespace Hubbub.Protocols.Irc;

/// <summary>Numerics whose last parameter is a list: as many lines as it needs.</summary>
internal static class Lists
{
    private const int MostBytes = 400;

    public static void WriteList(
        this IrcWire wire,
        LineWriter writer,
        Numeric numeric,
        char separator,
        IEnumerable<string> items
    )
    {
        var start = -1;
        foreach (var item in items)
        {
            // A character has at most three bytes for each of its chars.
            if (start >= 0 && writer.Position - start + (item.Length * 3) > MostBytes)
            {
                writer.End();
                start = -1;
            }

            if (start < 0)
            {
                start = writer.Position;
                wire.Begin(writer, numeric).Write(" :"u8);
            }
            else
            {
                writer.Write((byte)separator);
            }

            writer.Write(item);
        }

        if (start >= 0)
            writer.End();
    }
}
