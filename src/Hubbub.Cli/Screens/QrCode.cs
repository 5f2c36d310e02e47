using System.Text;
using QRCoder;

namespace Hubbub.Cli.Screens;

/// <summary>A link as a QR code for terminals: two rows of modules a line.</summary>
internal static class QrCode
{
    public static string Draw(string link)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.L);
        var rows = code.ModuleMatrix;
        var drawn = new StringBuilder();
        for (var y = 0; y < rows.Count; y += 2)
        {
            drawn.Append("  ");
            for (var x = 0; x < rows[y].Count; x++)
            {
                // Light modules are drawn: most terminals are dark.
                var upper = !rows[y][x];
                var lower = y + 1 >= rows.Count || !rows[y + 1][x];
                drawn.Append(
                    (upper, lower) switch
                    {
                        (true, true) => '\u2588',
                        (true, false) => '\u2580',
                        (false, true) => '\u2584',
                        _ => ' ',
                    }
                );
            }

            drawn.AppendLine();
        }

        return drawn.ToString();
    }
}
