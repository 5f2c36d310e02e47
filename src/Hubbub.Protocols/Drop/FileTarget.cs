using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Drop;

/// <summary>Whom a file of the drop is for: a room, or one person.</summary>
/// <param name="Name">As typed.</param>
public abstract record FileTarget(string Name)
{
    /// <summary>The same for what is one, whatever it is called: parts that came are found again by it.</summary>
    public abstract string Place { get; }

    /// <summary>A room's name begins as rooms' do; anything else is a nick.</summary>
    public static FileTarget Of(string name) =>
        name.StartsWith('#') ? new RoomTarget(name) : new PersonTarget(name, default);

    /// <summary>Whether a file of this size may come: a <see cref="MayOfferAnswer"/>.</summary>
    public abstract Question MayCome(long size);

    /// <summary>Holds on to who was found by it: somebody else may bear the name when the last byte has come.</summary>
    public abstract FileTarget Met(MayOfferAnswer answer);

    /// <summary>A file of that name that is there already, perhaps the same; null: none is looked for.</summary>
    public abstract Question? Named(string name);

    internal abstract Command Offer(int length, string name, long size, string digest, string key);

    internal abstract string NewKey();

    internal abstract string LineOf(DropFace drop, string key, string name, long size);
}

/// <param name="Name">With its #.</param>
public sealed record RoomTarget(string Name) : FileTarget(Name)
{
    private readonly FoldedRoom _folded = NameRules.FoldRoom(Name);

    public override string Place => _folded.Value;

    public override Question MayCome(long size) => new MayOffer(Name, _folded, size);

    public override FileTarget Met(MayOfferAnswer answer) => this;

    public override Question Named(string name) => new FileNamed(_folded, name);

    internal override Command Offer(
        int length,
        string name,
        long size,
        string digest,
        string key
    ) => new OfferFile(Name, _folded, length, name, size, digest, key);

    internal override string NewKey() => DropFace.NewKey();

    internal override string LineOf(DropFace drop, string key, string name, long size) =>
        drop.LineOf(key, name, size);
}

/// <param name="Session">Who it is; default: whoever bears the nick.</param>
public sealed record PersonTarget(string Name, SessionId Session) : FileTarget(Name)
{
    public override string Place =>
        string.Create(CultureInfo.InvariantCulture, $"@{Session.Incarnation}.{Session.Number}");

    public override Question MayCome(long size) =>
        new MayHand(Name, NameRules.Fold(Name), Session, size);

    public override FileTarget Met(MayOfferAnswer answer) => this with { Session = answer.To };

    /// <summary>What waits for somebody else nobody is told.</summary>
    public override Question? Named(string name) => null;

    internal override Command Offer(
        int length,
        string name,
        long size,
        string digest,
        string key
    ) => new HandFile(Name, Session, length, name, size, digest, key);

    internal override string NewKey() => DropFace.NewOneTimeKey();

    internal override string LineOf(DropFace drop, string key, string name, long size) =>
        drop.LineOf(key, name, size) + DropFace.OneTime;
}
