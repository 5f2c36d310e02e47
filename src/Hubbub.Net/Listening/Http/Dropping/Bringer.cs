using Hubbub.Core;
using Hubbub.Net.Dropping;
using Hubbub.Net.Listening.Http.Bots;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>In whose name a request asks.</summary>
/// <param name="Target">Where to, as far as it is said by whose right it is; null: the request says.</param>
internal abstract record Bringer(FileTarget? Target)
{
    /// <summary>Default: not known before it asks.</summary>
    public virtual SessionId Session => default;

    public abstract Task<BotReply> AskAsync(BotCall call);

    /// <summary>The request is over.</summary>
    public virtual void Leave() { }
}

/// <summary>Somebody who is logged on.</summary>
internal sealed record SessionBringer(ServerDrop Drop, SessionId Who, FileTarget? Target)
    : Bringer(Target)
{
    public override SessionId Session => Who;

    public override Task<BotReply> AskAsync(BotCall call) => Drop.AskAsync(call, Who);
}

/// <summary>A program, or somebody who is here for this request only.</summary>
/// <param name="IsGuest">Goes when it is over.</param>
internal sealed record ProgramBringer(BotSession Program, bool IsGuest, FileTarget? Target)
    : Bringer(Target)
{
    public override Task<BotReply> AskAsync(BotCall call) => Program.AskAsync(call);

    public override void Leave()
    {
        if (IsGuest)
            Program.Leave("The file has come");
    }
}
