namespace Hubbub.Files;

/// <summary>Files to be sent, as they are on disk.</summary>
public interface ISourceTree
{
    Offer Offer { get; }

    /// <exception cref="TransferException">It cannot be read.</exception>
    ISourceFile Open(int item);
}

public interface ISourceFile : IDisposable
{
    /// <summary>Fills the span with the bytes at an offset.</summary>
    /// <exception cref="TransferException">They are not there any more, or cannot be read.</exception>
    void Read(long offset, Span<byte> into);

    /// <summary>Size and time are those that were offered.</summary>
    bool IsAsOffered();
}
