using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Hubbub.Tests.Replay;

/// <summary>Events and answers as text, all of what is in them: equal text, equal telling.</summary>
internal static class Canonical
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    public static string Of(object value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            case Enum or bool or byte or int or uint or long or ulong:
                text.Append(value);
                break;
            case IEnumerable many:
                text.Append('[');
                foreach (var one in many)
                    Write(text, one);
                text.Append(']');
                break;
            default:
                WriteRecord(text, value);
                break;
        }

        text.Append(' ');
    }

    private static void WriteRecord(StringBuilder text, object value)
    {
        var type = value.GetType();
        text.Append(type.Name).Append('{');
        foreach (var property in s_properties.GetOrAdd(type, Readable))
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(value));
        }

        if (type.IsGenericType && type.Name.StartsWith("ValueTuple", StringComparison.Ordinal))
        {
            foreach (var field in type.GetFields())
                Write(text, field.GetValue(value));
        }

        text.Append('}');
    }

    private static PropertyInfo[] Readable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .ToArray();
}
