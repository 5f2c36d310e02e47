namespace Hubbub.SystemTests.Clients;

/// <summary>Somebody in #lobby, with whatever program.</summary>
internal interface IParticipant : IAsyncDisposable
{
    string Nick { get; }

    Task SayAsync(string words);

    /// <summary>Returns when these words of somebody else can be read.</summary>
    Task HearAsync(string words);
}
