
namespace Hubbub.Cli;

internal static class ThisProgram
{
    public static string Version { get; } =
        typeof(ThisProgram).Assembly.GetName().Version?.ToString(3) ?? "0";
}
