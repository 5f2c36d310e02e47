namespace Hubbub.Net.Listening;

/// <summary>What newcomers are told where no more fit.</summary>
internal static class FullNotice
{
    public static ReadOnlySpan<byte> For(WireKind kind) =>
        kind switch
        {
            WireKind.Irc => "ERROR :Server is full, try again later\r\n"u8,
            WireKind.Text or WireKind.Raw => "This server is full. Try again later.\r\n"u8,
        };
}

/// <summary>What those are told whose first line did not come.</summary>
internal static class LateNotice
{
    public static ReadOnlySpan<byte> Text => "\r\nNothing was heard for too long. Good-bye.\r\n"u8;
}
