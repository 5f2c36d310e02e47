using Hubbub.Files;
using Hubbub.Protocols.Drop;

namespace Hubbub.Net.Dropping;

/// <summary>
/// What is coming by UDP. Whoever was cut off comes again before that was noticed, and finds the part in the hands of the
/// transfer that was cut off: it ends, and the new one goes on. Any thread.
/// </summary>
internal sealed class ComingFiles
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string, string, long, long), Claim> _claims = [];

    /// <summary>The files of an offer are its own until this is disposed, with all that it had of the disk.</summary>
    public async Task<IDisposable> ClaimAsync(IncomingTransfer transfer, FileTarget target)
    {
        while (true)
        {
            var claim = new Claim(this, transfer, target);
            if (TryAdd(claim) is not { } before)
                return claim;
            before.Transfer.Stop(EndKind.Stopped, "the same files come on another connection");
            await before.Gone;
        }
    }

    /// <returns>Who has some of them; null: it is added.</returns>
    private Claim? TryAdd(Claim claim)
    {
        lock (_turn)
        {
            foreach (var key in claim.Keys)
            {
                if (_claims.TryGetValue(key, out var before))
                    return before;
            }

            foreach (var key in claim.Keys)
                _claims[key] = claim;
            return null;
        }
    }

    private void Remove(Claim claim)
    {
        lock (_turn)
        {
            foreach (var key in claim.Keys)
                _claims.Remove(key);
        }
    }

    private sealed class Claim(ComingFiles all, IncomingTransfer transfer, FileTarget target)
        : IDisposable
    {
        private readonly TaskCompletionSource _gone = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public IncomingTransfer Transfer => transfer;

        public Task Gone => _gone.Task;

        public IReadOnlyList<(string, string, long, long)> Keys { get; } =
        [
            .. transfer.Offer.Items.Select(item =>
                (target.Place, item.Path, item.Size, item.Modified)
            ),
        ];

        public void Dispose()
        {
            all.Remove(this);
            _gone.TrySetResult();
        }
    }
}
