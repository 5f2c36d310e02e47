using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>What concerns the person themselves.</summary>
internal static class PersonCommands
{
    public static Ask Nick(TextPerson person, Rest rest)
    {
        var name = rest.Text.TrimEnd();
        if (person.Face.Names.Refuse(name) is { } why)
            return person.Tell($"{why} You are still called {person.Nick}.");
        return person.Do(
            new Rename(name, NameRules.Fold(name)),
            new OrElse($"You are called {name} already.")
        );
    }

    public static Ask Quit(TextPerson person, Rest rest) => person.Leave(Reasons.Cut(rest.Text));
}
