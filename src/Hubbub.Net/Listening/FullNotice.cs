namespace Hubbub.Net.Listening;

/// <summary>What newcomers are told where no more fit.</summary>
internal static class FullNotice
{
    public static ReadOnlySpan<byte> For(WireKind kind) =>
        kind switch
        {
            WireKind.Irc => "ERROR :Server is full, try again later\r\n"u8,
            WireKind.Text => "This server is full. Try again later.\r\n"u8,
        };
}
