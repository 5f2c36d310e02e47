using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>What the end of a connection means for its transfer.</summary>
internal static class EndOf
{
    public static TransferEnd This(CloseReason reason) =>
        reason.Kind switch
        {
            CloseKind.There when reason.Code == (long)EndKind.Done => new(
                EndKind.Stopped,
                IsHere: false,
                "the other side left before the end"
            ),
            CloseKind.There => new(KindOf(reason.Code), IsHere: false, reason.Text),
            CloseKind.Here => new(KindOf(reason.Code), IsHere: true, reason.Text),
            CloseKind.Silence => new(EndKind.Lost, IsHere: true, "the other side fell silent"),
            CloseKind.Forgotten => new(EndKind.Lost, IsHere: true, "the other side was restarted"),
            CloseKind.Violation => new(EndKind.Violation, IsHere: true, reason.Text),
        };

    private static EndKind KindOf(long code) =>
        Enum.IsDefined((EndKind)code) && code != (long)EndKind.Lost
            ? (EndKind)code
            : EndKind.Misread;
}
