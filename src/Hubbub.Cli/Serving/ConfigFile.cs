using System.Text.Json;
using Hubbub.Cli.Passwords;

namespace Hubbub.Cli.Serving;

/// <summary>
/// The config file: JSON with comments, in which every option of <c>serve</c> can stand under its
/// name, and the operators.
/// </summary>
internal static class ConfigFile
{
    private static readonly Dictionary<
        string,
        Func<ServeOptions, JsonElement, ServeOptions>
    > s_keys = new(StringComparer.Ordinal)
    {
        ["port"] = (o, v) => o with { Port = Number(v, 1, 65535) },
        ["host"] = (o, v) => o with { Hosts = Texts(v) },
        ["lan"] = (o, v) => o with { IsLan = Flag(v) },
        ["data"] = (o, v) => o with { Data = Text(v) },
        ["ephemeral"] = (o, v) => o with { IsEphemeral = Flag(v) },
        ["name"] = (o, v) => o with { Name = Text(v) },
        ["motd"] = (o, v) => o with { MotdFile = Text(v) },
        ["cert"] = (o, v) => o with { CertificateFile = Text(v) },
        ["key"] = (o, v) => o with { KeyFile = Text(v) },
        ["password-file"] = (o, v) => o with { PasswordFile = Text(v) },
        ["name-length"] = (o, v) => o with { NameLength = Number(v, 1, 100) },
        ["no-flood-limit"] = (o, v) => o with { FloodLimit = !Flag(v) },
        ["log-format"] = (o, v) => o with { LogsJson = Format(v) },
        ["operators"] = (o, v) =>
            o with
            {
                Operators = v.EnumerateArray().Select(Operator).ToArray(),
            },
    };

    /// <exception cref="CannotException">It cannot be read.</exception>
    /// <exception cref="UsageException">It says something that it must not.</exception>
    public static ServeOptions Read(string path)
    {
        var text = Files.ReadText(path, "config file");
        try
        {
            using var json = JsonDocument.Parse(
                text,
                new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                }
            );
            return Apply(json.RootElement, path);
        }
        catch (JsonException wrong)
        {
            throw new UsageException(
                $"{path}, line {wrong.LineNumber + 1}: this is not JSON: {wrong.Message}"
            );
        }
    }

    private static ServeOptions Apply(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new UsageException($"{path}: the whole file has to be one object: {{ … }}");
        var options = new ServeOptions();
        foreach (var property in root.EnumerateObject())
        {
            if (!s_keys.TryGetValue(property.Name, out var set))
                throw Unknown(path, property.Name, s_keys.Keys);
            try
            {
                options = set(options, property.Value);
            }
            catch (InvalidOperationException)
            {
                throw new UsageException(
                    $"{path}: \"{property.Name}\" cannot be {property.Value.GetRawText()}"
                );
            }
        }

        return options;
    }

    private static UsageException Unknown(string path, string key, IEnumerable<string> known)
    {
        var nearest = known.MinBy(k => Nearness.Distance(k, key))!;
        return new UsageException(
            $"{path}: there is no option \"{key}\". Did you mean \"{nearest}\"?"
        );
    }

    private static OperatorOptions Operator(JsonElement value)
    {
        string? name = null;
        string? password = null;
        foreach (var property in value.EnumerateObject())
        {
            if (property.NameEquals("name"))
                name = Text(property.Value);
            else if (property.NameEquals("password"))
                password = Text(property.Value);
            else
                throw new InvalidOperationException();
        }

        if (string.IsNullOrEmpty(name) || password is null)
            throw new UsageException("each of \"operators\" needs a \"name\" and a \"password\"");
        if (!PasswordHash.IsHash(password))
        {
            throw new UsageException(
                $"the password of operator \"{name}\" has to be a hash: make one with hubbub hash-password"
            );
        }

        return new OperatorOptions(name, password);
    }

    private static string Text(JsonElement value) =>
        value.GetString() ?? throw new InvalidOperationException();

    private static bool Flag(JsonElement value) => value.GetBoolean();

    private static string[] Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(Text).ToArray()
            : [Text(value)];

    private static int Number(JsonElement value, int least, int most) =>
        value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw new InvalidOperationException();

    private static bool Format(JsonElement value) =>
        Text(value) switch
        {
            "json" => true,
            "text" => false,
            _ => throw new InvalidOperationException(),
        };
}
