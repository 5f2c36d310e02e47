namespace Hubbub.Core;

/// <summary>A file for one person is in the drop no more. Once for each of the two who is to know.</summary>
/// <param name="By">Whose doing it was; default: the node's.</param>
/// <param name="Reader">Who is told; default: neither is there any more.</param>
/// <param name="Nick">The reader's.</param>
public sealed record FileClosed(
    DroppedFile File,
    FileEnd End,
    SessionId By,
    SessionId Reader,
    string Nick
) : Event
{
    public override Audience Audience =>
        Reader == default || Reader == By ? Audience.Nobody : Audience.Of(Reader);

    public override SessionId Actor => Reader == By ? By : default;

    internal override void Change(HubState state) => state.Drop.Close(File);
}

/// <summary>Why a file for one person is not there any more.</summary>
public enum FileEnd : byte
{
    Fetched,
    Declined,

    /// <summary>Nobody came for it in time.</summary>
    Expired,
}
