namespace Hubbub.Datagrams;

/// <summary>
/// Ids whose tickets have been used: a recorded first packet, sent again after its connection has
/// ended, must not begin another. Remembered for as long as a ticket is worth something, and bounded:
/// when it is full, newcomers wait.
/// </summary>
internal sealed class SpentTickets
{
    public const int Most = 100_000;

    private readonly HashSet<ConnectionId> _ids = [];
    private readonly Queue<(ConnectionId Id, long Until)> _order = new();

    public int Count => _ids.Count;

    /// <returns>False: used before, or too many are remembered.</returns>
    public bool TrySpend(ConnectionId id, long now)
    {
        while (_order.TryPeek(out var oldest) && oldest.Until < now)
        {
            _order.Dequeue();
            _ids.Remove(oldest.Id);
        }

        if (_ids.Count >= Most || !_ids.Add(id))
            return false;
        _order.Enqueue((id, now + SealingBox.Life));
        return true;
    }
}
