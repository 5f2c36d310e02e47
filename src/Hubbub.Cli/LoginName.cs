namespace Hubbub.Cli;

/// <summary>What the system calls us, as a name that every server takes.</summary>
internal static class LoginName
{
    private const int Longest = 20;

    public static string Now => Of(Environment.UserName);

    public static string Of(string login)
    {
        var kept = string.Concat(
                login.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(Longest)
            )
            .TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        return kept.Length > 0 ? kept : "guest";
    }
}
