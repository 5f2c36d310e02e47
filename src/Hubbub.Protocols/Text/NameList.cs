using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>Names one after the other, a new line begun before one would not fit.</summary>
/// <param name="head">What the first line begins with; further lines are indented.</param>
internal sealed class NameList(string head)
{
    /// <summary>With the comma that may follow: 80 columns.</summary>
    private const int Width = 79;

    private int _column;

    public static string Of(MemberInfo member)
    {
        var marks = string.Join(
            ", ",
            new[] { RoleOf(member.Role), member.Away ? "away" : "" }.Where(mark => mark.Length > 0)
        );
        return marks.Length == 0 ? member.Who.Nick : $"{member.Who.Nick} ({marks})";
    }

    public void Add(string name, LineWriter writer)
    {
        if (_column == 0)
        {
            writer.Write(head);
            _column = head.Length;
        }
        else if (_column + 2 + name.Length > Width)
        {
            writer.Write(",").End().Write("  ");
            _column = 2;
        }
        else
        {
            writer.Write(", ");
            _column += 2;
        }

        writer.Show(name);
        _column += name.Length;
    }

    /// <summary>The highest of what they are in the room.</summary>
    private static string RoleOf(Role role) =>
        role switch
        {
            _ when (role & Role.Founder) != 0 => "founder",
            _ when (role & Role.Operator) != 0 => "operator",
            _ when (role & Role.HalfOperator) != 0 => "half-operator",
            _ when (role & Role.Voice) != 0 => "voice",
            _ => "",
        };
}
