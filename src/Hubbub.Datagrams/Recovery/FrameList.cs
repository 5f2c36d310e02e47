namespace Hubbub.Datagrams;

/// <summary>The frames of the packet that is being written. The first two cost no memory.</summary>
internal struct FrameList
{
    private const int Most = 12;

    private SentFrame[]? _rest;

    public SentFrame First { get; private set; }

    public SentFrame Second { get; private set; }

    public int Count { get; private set; }

    public readonly bool IsFull => Count == Most;

    public readonly SentFrame[]? Rest => Count > 2 ? _rest!.AsSpan(0, Count - 2).ToArray() : null;

    public void Add(in SentFrame frame)
    {
        switch (Count++)
        {
            case 0:
                First = frame;
                break;
            case 1:
                Second = frame;
                break;
            default:
                _rest ??= new SentFrame[Most - 2];
                _rest[Count - 3] = frame;
                break;
        }
    }
}
