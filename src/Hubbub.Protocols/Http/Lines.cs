namespace Hubbub.Protocols.Http;

/// <summary>Text as it may be said.</summary>
public static class Lines
{
    /// <summary>Lines end with LF alone, none is empty at the end, and there is no NUL.</summary>
    public static byte[] Tidy(ReadOnlySpan<byte> text)
    {
        var tidy = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'\r' or 0)
                continue;
            tidy[length++] = text[i];
        }

        return tidy.AsSpan(0, length).Trim("\n"u8).ToArray();
    }
}
