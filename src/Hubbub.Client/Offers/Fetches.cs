using System.Globalization;
using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Offers;

/// <summary>
/// Files that lie with the server and that we want here. The chat's own session asks what they are, and so
/// whether we may have them; the taker fetches them by their link. On the chat's thread.
/// </summary>
public sealed class Fetches(Chat chat, IFileTaker taker)
{
    /// <summary>Questions that were not answered.</summary>
    private const int Most = 20;

    private readonly Queue<string> _asked = new();
    private int _last;

    /// <summary>The server can be asked so that its answer is known again.</summary>
    public bool IsPossible =>
        chat.Engine.State.Server.IsHubbub && chat.Engine.State.Caps.Contains("labeled-response");

    /// <param name="where">The room, or the person who handed it to us.</param>
    /// <param name="what">Its number, or its name.</param>
    public Submitted Ask(string where, string what)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"get{++_last}");
        if (!chat.Engine.TrySend($"@label={label} {ClientLine.Of("FILES", where, "GET", what)}"))
            return Submitted.No("There is no connection at the moment. Nothing was sent.");
        _asked.Enqueue(label);
        if (_asked.Count > Most)
            _asked.Dequeue();
        return Submitted.Done;
    }

    /// <returns>True: it was the answer that we waited for, and is no news besides.</returns>
    public bool Take(Told told)
    {
        if (
            told is not { IsServer: true, File: { } file, Label: { } label }
            || !_asked.Contains(label, StringComparer.Ordinal)
        )
            return false;
        taker.Fetch(file);
        return true;
    }
}
