using System.Buffers;
using Hubbub.Core;
using Hubbub.Protocols;
using Hubbub.Protocols.Http;

namespace Hubbub.Net;

/// <summary>The way out of one connection: bytes that go as far as they can without waiting.</summary>
public interface ITransport
{
    /// <summary>The other end's address, for the server's user and for limits; never in the log.</summary>
    string Address { get; }

    bool IsLoopback { get; }

    bool IsSecure { get; }

    /// <summary>The server's own console.</summary>
    bool IsOwn => false;

    /// <summary>Who says nothing for so long is taken for gone; null: there are other signs.</summary>
    TimeSpan? LongestSilence => null;

    /// <summary>
    /// Takes as many bytes as fit now, copying them; never waits. After a short take,
    /// <see cref="IInlet.Writable"/> is called once, from any thread, when more fits. Called by
    /// the loop's thread only. Whole lines are not promised.
    /// </summary>
    int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Sends what was taken, then ends the connection in good order. Any thread.</summary>
    void Close();

    /// <summary>The same, where the way can tell the reason even to those who read nothing any more.</summary>
    void Close(string reason) => Close();
}

/// <summary>What a connection speaks.</summary>
public enum WireKind
{
    Irc,
    Text,

    /// <summary>Plain text by <c>nc -u</c>: a line is a datagram.</summary>
    Raw,
}

/// <summary>Where new connections go.</summary>
public interface IConnectionHost
{
    /// <summary>
    /// A new connection. Null: no more are taken now (limit of open files); the caller sends the
    /// reason and closes.
    /// </summary>
    /// <param name="greeted">
    /// The listener has already sent <see cref="Greeting"/>, because nothing was heard for a
    /// second. The kind is known only now: it may be IRC all the same.
    /// </param>
    IInlet? Open(ITransport transport, WireKind kind, bool greeted);

    /// <summary>A program that comes by HTTP requests. Null as with <see cref="Open"/>.</summary>
    IInlet? OpenBot(ITransport transport, BotCalls calls);

    /// <summary>What the server is to protocols. Any thread.</summary>
    ServerFace Face { get; }

    /// <summary>What a person who says nothing is greeted with (plain text). Any thread.</summary>
    ReadOnlyMemory<byte> Greeting { get; }

    /// <summary>What <c>/health</c> tells. Any thread.</summary>
    ServerHealth Health { get; }
}

/// <summary>The way in of one connection. One feeder at a time.</summary>
public interface IInlet
{
    /// <summary>Bytes as they came. Completes at once, or (back-pressure) when the session has worked some off.</summary>
    ValueTask FeedAsync(ReadOnlySequence<byte> bytes);

    /// <summary>
    /// Nothing more will come. What was fed is still worked off, then the session ends.
    /// </summary>
    void End(DetachCause cause, string reason);

    /// <summary>The transport fits more.</summary>
    void Writable();
}

/// <param name="Index">The last entry applied.</param>
/// <param name="Lag">Entries durable but not yet applied.</param>
/// <param name="HistoryLag">Entries applied but not yet in the history.</param>
/// <param name="SearchLag">Entries applied that cannot be found yet.</param>
public sealed record ServerHealth(
    string Version,
    ulong Index,
    ulong Lag,
    int Sessions,
    ulong HistoryLag = 0,
    ulong SearchLag = 0
);
