namespace Hubbub.Protocols.Irc;

/// <summary>The tags in front of a line: <c>@a=1;b </c>, or nothing where there are none.</summary>
internal struct TagWriter(LineWriter writer)
{
    private bool _any;

    /// <summary>Where the next tag's bytes go.</summary>
    public LineWriter Next()
    {
        writer.Write(_any ? (byte)';' : (byte)'@');
        _any = true;
        return writer;
    }

    public readonly void End()
    {
        if (_any)
            writer.Write((byte)' ');
    }
}
