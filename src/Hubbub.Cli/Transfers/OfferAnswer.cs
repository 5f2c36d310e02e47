using Hubbub.Files;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Transfers;

/// <summary>
/// Asks the person at the terminal. The terminal is read by one thread, which cannot be called back: a question
/// whose sender has left is finished with Enter before the next one.
/// </summary>
internal sealed class OfferAnswer(TextWriter output)
{
    private Task<string?>? _typing;

    /// <returns>False: no, or nobody is there any more to be answered.</returns>
    public async Task<bool> AskAsync(IncomingTransfer transfer, Task stop)
    {
        while (!transfer.Ended.IsCompleted)
        {
            await output.WriteAsync("Take it? [y/n] ");
            var line = await TypedAsync(transfer.Ended, stop);
            if (stop.IsCompleted)
                return false;
            if (line is null && !transfer.Ended.IsCompleted)
            {
                // The end of the input: nobody will say yes any more.
                await output.WriteLineAsync();
                return false;
            }

            switch (line?.Trim().ToLowerInvariant())
            {
                case "y" or "yes":
                    return true;
                case "n" or "no":
                    return false;
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync("The sender has left. Press Enter to go on.");
        await Task.WhenAny(_typing ?? Task.CompletedTask, stop);
        _typing = null;
        return false;
    }

    private async Task<string?> TypedAsync(Task gone, Task stop)
    {
        var typing = _typing ??= Task.Run(TerminalLine.Read);
        if (await Task.WhenAny(typing, gone, stop) != typing)
            return null;
        _typing = null;
        return await typing;
    }
}
