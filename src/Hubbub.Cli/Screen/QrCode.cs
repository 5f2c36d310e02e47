using System.Text;
using QRCoder;

namespace Hubbub.Cli.Screen;

/// <summary>A QR code of half blocks: two modules in one character, black on white on any terminal.</summary>
internal static class QrCode
{
    private const string BlackOnWhite = "\e[30;107m";
    private const string Plain = "\e[0m";

    /// <summary>Modules of quiet around it; two suffice to a telephone's camera.</summary>
    private const int Quiet = 2;

    /// <summary>With the escape sequences that make it black on white.</summary>
    public static string Draw(string text) =>
        string.Concat(Rows(text).Select(row => BlackOnWhite + row + Plain + Environment.NewLine));

    /// <summary>The rows alone: dark modules are blocks.</summary>
    public static IReadOnlyList<string> Rows(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        var matrix = code.ModuleMatrix;
        // The library puts four modules of quiet around.
        var (first, last) = (4 - Quiet, matrix.Count - 4 + Quiet);
        var rows = new List<string>();
        for (var y = first; y < last; y += 2)
        {
            var row = new StringBuilder();
            for (var x = first; x < last; x++)
                row.Append(HalfBlocks(matrix[y][x], y + 1 < last && matrix[y + 1][x]));
            rows.Add(row.ToString());
        }

        return rows;
    }

    private static char HalfBlocks(bool upper, bool lower) =>
        (upper, lower) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
}
