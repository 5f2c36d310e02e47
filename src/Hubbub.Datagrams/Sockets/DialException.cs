namespace Hubbub.Datagrams;

/// <summary>A dial came to nothing. The message is for people.</summary>
#pragma warning disable RCS1194 // Made here only, and always of a failure.
public sealed class DialException : Exception
#pragma warning restore RCS1194
{
    public DialException(DialFailure failure, byte otherVersion)
        : base(Words(failure, otherVersion)) => Failure = failure;

    public DialFailure Failure { get; }

    private static string Words(DialFailure failure, byte otherVersion) =>
        failure switch
        {
            DialFailure.Silence => "nobody answered",
            DialFailure.OtherVersion =>
                $"the server speaks version {otherVersion} of the transport, this program version"
                    + $" {Packet.Version}: the older of the two has to be brought up to date",
            DialFailure.Full => "the server takes nobody more at the moment",
            DialFailure.OtherIdentity =>
                "the server is not the one it was: its identity has changed",
            DialFailure.Cancelled => "given up",
        };
}
