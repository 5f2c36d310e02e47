using System.CommandLine;

namespace Hubbub.Cli.Arguments;

/// <summary>An option with a value that is checked later, so that a mistake is told in our words.</summary>
internal sealed class WordOption : Option<string?>
{
    /// <param name="value">What help calls the value.</param>
    public WordOption(string name, string value, string description)
        : base(name)
    {
        Description = description;
        HelpName = value;
    }
}
