namespace Hubbub.Datagrams;

/// <summary>Brings what became of a sent frame to whom it concerns.</summary>
internal sealed class SentFrames(Connection connection) : IFrameOutcome
{
    public void OnAcked(in SentFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Ack:
                connection.Received.OnTold(frame.Offset);
                break;
            case FrameKind.Stream when connection.Streams.Find(frame.Id) is { } stream:
                if (stream.Sending.OnAcked(frame))
                    connection.Handler.Writable(connection, stream);
                break;
            case FrameKind.Block when connection.Blocks.FindSender(frame.Id) is { } sender:
                if (sender.OnAcked(frame))
                    connection.Handler.BlocksSent(connection, sender);
                break;
            case FrameKind.SizeProbe:
                connection.Size.OnProbeAcked(frame.Length);
                break;
        }
    }

    public void OnLost(in SentFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Stream:
                connection.Streams.Find(frame.Id)?.Sending.OnLost(frame);
                break;
            case FrameKind.StreamCredit when connection.Streams.Find(frame.Id) is { } stream:
                stream.IsCreditDue = true;
                break;
            case FrameKind.Streams:
                connection.Streams.IsGrantDue = true;
                break;
            case FrameKind.Block:
                connection.Blocks.FindSender(frame.Id)?.OnLost(frame);
                break;
            case FrameKind.BlockCredit
                when connection.Blocks.FindReceiver(frame.Id) is { } receiver:
                receiver.IsCreditDue = true;
                break;
            case FrameKind.SizeProbe:
                connection.Size.OnProbeLost();
                break;
        }
    }
}
