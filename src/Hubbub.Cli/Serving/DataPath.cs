using System.Globalization;

namespace Hubbub.Cli.Serving;

/// <summary>Where data lives unless it is told: the user's own data folder, one folder a port.</summary>
internal static class DataPath
{
    public static string Of(int port) =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "hubbub",
            port.ToString(CultureInfo.InvariantCulture)
        );
}
