using System.Text.Json;
using Hubbub.Cli.Passwords;
using Hubbub.Protocols;

namespace Hubbub.Cli.Serve;

/// <summary>
/// Options in a file: JSON with comments, one key per option, named as on the command line.
/// </summary>
internal static class ConfigFile
{
    /// <summary>One row per key. A test fails if an option of the command line has none.</summary>
    private static readonly Dictionary<string, Func<GivenOptions, Value, GivenOptions>> Keys = new()
    {
        ["port"] = (g, v) => g with { Port = v.Number(OptionWords.Port, OptionWords.PortRule) },
        ["host"] = (g, v) => g with { Hosts = v.Words() },
        ["lan"] = (g, v) => g with { Lan = v.Flag() },
        ["no-announce"] = (g, v) => g with { NoAnnounce = v.Flag() },
        ["data"] = (g, v) => g with { Data = v.File() },
        ["ephemeral"] = (g, v) => g with { Ephemeral = v.Flag() },
        ["name"] = (g, v) => g with { Name = v.Word() },
        ["nick"] = (g, v) => g with { Nick = v.Word() },
        ["motd"] = (g, v) => g with { Motd = v.File() },
        ["cert"] = (g, v) => g with { Cert = v.File() },
        ["key"] = (g, v) => g with { Key = v.File() },
        ["password-file"] = (g, v) => g with { PasswordFile = v.File() },
        ["name-length"] = (g, v) =>
            g with
            {
                NameLength = v.Number(OptionWords.NameLength, OptionWords.NameLengthRule),
            },
        ["history-limit"] = (g, v) =>
            g with
            {
                HistoryLimit = v.Number(OptionWords.HistoryLimit, OptionWords.HistoryLimitRule),
            },
        ["replay"] = (g, v) =>
            g with
            {
                Replay = v.Number(OptionWords.Replay, OptionWords.ReplayRule),
            },
        ["keep"] = (g, v) => g with { Keep = v.Word(OptionWords.Keep, KeepWords.Rule) },
        ["no-drop"] = (g, v) => g with { NoDrop = v.Flag() },
        ["drop-limit"] = (g, v) =>
            g with
            {
                DropLimit = v.Word(OptionWords.Bytes, OptionWords.BytesRule),
            },
        ["file-limit"] = (g, v) =>
            g with
            {
                FileLimit = v.Word(OptionWords.Bytes, OptionWords.BytesRule),
            },
        ["no-relay"] = (g, v) => g with { NoRelay = v.Flag() },
        ["relay-limit"] = (g, v) =>
            g with
            {
                RelayLimit = v.Word(OptionWords.Bytes, OptionWords.BytesRule),
            },
        ["file-wait"] = (g, v) => g with { FileWait = v.Word(OptionWords.Keep, KeepWords.Rule) },
        ["public-url"] = (g, v) =>
            g with
            {
                PublicUrl =
                    OptionWords.Url(v.OneWord())
                    ?? throw new CannotException($"“public-url” {OptionWords.UrlRule}."),
            },
        ["no-flood-limit"] = (g, v) => g with { NoFloodLimit = v.Flag() },
        ["raw-udp"] = (g, v) => g with { RawUdp = v.Flag() },
        ["close-when-empty"] = (g, v) => g with { CloseWhenEmpty = v.Flag() },
        ["log-format"] = (g, v) =>
            g with
            {
                LogFormat = v.Word(OptionWords.LogFormat, OptionWords.LogFormatRule),
            },
        ["sync-delay"] = (g, v) =>
            g with
            {
                SyncDelay = v.Number(OptionWords.SyncDelay, OptionWords.SyncDelayRule),
            },
        ["no-epoll"] = (g, v) => g with { NoEpoll = v.Flag() },
        ["operators"] = (g, v) => g with { Operators = v.Operators() },
        ["sts"] = (g, v) => g with { Sts = v.Number(OptionWords.Sts, OptionWords.StsRule) },
        ["admin"] = (g, v) => g with { Admin = v.Words() },
        ["icon"] = (g, v) => g with { Icon = v.Url() },
        ["client-tag-deny"] = (g, v) => g with { ClientTagDeny = v.OneWord() },
        ["webirc"] = (g, v) => g with { Gateways = v.Gateways() },
    };

    public static IReadOnlyCollection<string> KnownKeys => Keys.Keys;

    /// <exception cref="CannotException">It cannot be read or holds what is not known.</exception>
    public static GivenOptions Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotException(
                $"The configuration {file} cannot be read: {e.Message} Check the path after --config.",
                e
            );
        }
    }

    internal static GivenOptions Parse(string json, string file)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(
                json,
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
        }
        catch (JsonException e)
        {
            throw new CannotException(
                $"{file} is not JSON from line {e.LineNumber + 1} on: look for a missing comma, quote or bracket there.",
                e
            );
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CannotException(
                    $"{file} has to be one JSON object: {{ \"port\": 53142 }}"
                );
            var given = new GivenOptions();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!Keys.TryGetValue(property.Name, out var set))
                {
                    throw new CannotException(
                        $"{file}: “{property.Name}” is not known. Did you mean “{NearestKey.Of(property.Name, Keys.Keys)}”?"
                    );
                }

                given = set(given, new Value(file, property.Name, property.Value));
            }

            return given;
        }
    }

    /// <summary>One value, and where it stands: for telling what is wrong with it.</summary>
    private readonly record struct Value(string ConfigPath, string Key, JsonElement Json)
    {
        public string Word() =>
            Json.ValueKind == JsonValueKind.String
                ? Json.GetString()!
                : throw Wrong("has to be a text in quotes");

        /// <summary>Relative to the configuration file's folder.</summary>
        public string File() =>
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ConfigPath))!, Word());

        public bool Flag() =>
            Json.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw Wrong("has to be true or false"),
            };

        public int Number(Func<string, int?> read, string rule) =>
            (Json.ValueKind == JsonValueKind.Number ? read(Json.GetRawText()) : null)
            ?? throw Wrong(rule);

        public T Word<T>(Func<string, T?> read, string rule)
            where T : struct => read(Word()) ?? throw Wrong(rule);

        public string[] Words()
        {
            if (Json.ValueKind == JsonValueKind.String)
                return [Word()];
            if (Json.ValueKind != JsonValueKind.Array || Json.GetArrayLength() == 0)
                throw Wrong("has to be a text, or a list of texts");
            var self = this;
            return [.. Json.EnumerateArray().Select(e => (self with { Json = e }).Word())];
        }

        public Dictionary<string, PasswordHash> Operators()
        {
            const string Rule =
                "has to be a list like [{ \"name\": \"ada\", \"password\": \"…\" }], the password as `hubbub hash-password` prints it";
            if (Json.ValueKind != JsonValueKind.Array)
                throw Wrong(Rule);
            var operators = new Dictionary<string, PasswordHash>(StringComparer.OrdinalIgnoreCase);
            foreach (var one in Json.EnumerateArray())
            {
                if (
                    one.ValueKind != JsonValueKind.Object
                    || one.EnumerateObject().Count() != 2
                    || !one.TryGetProperty("name", out var name)
                    || !one.TryGetProperty("password", out var password)
                    || name.ValueKind != JsonValueKind.String
                    || password.ValueKind != JsonValueKind.String
                    || !PasswordHash.TryParse(password.GetString()!, out var hash)
                )
                {
                    throw Wrong(Rule);
                }

                if (!operators.TryAdd(name.GetString()!, hash))
                    throw Wrong($"has “{name.GetString()}” twice");
            }

            return operators;
        }

        public string OneWord() =>
            Word() is { } word && !word.Any(char.IsWhiteSpace)
                ? word
                : throw Wrong("has to be one word, without spaces");

        public string Url() =>
            Uri.TryCreate(OneWord(), UriKind.Absolute, out var url)
            && url.Scheme is "https" or "http"
                ? url.OriginalString
                : throw Wrong("has to be an address that begins with https://");

        public List<GatewayKey> Gateways()
        {
            const string Rule =
                "has to be a list like [{ \"password\": \"…\", \"hosts\": [\"127.0.0.1\"] }], the password as `hubbub hash-password` prints it";
            if (Json.ValueKind != JsonValueKind.Array)
                throw Wrong(Rule);
            var gateways = new List<GatewayKey>();
            foreach (var one in Json.EnumerateArray())
            {
                if (
                    one.ValueKind != JsonValueKind.Object
                    || one.EnumerateObject().Count() != 2
                    || !one.TryGetProperty("password", out var password)
                    || !one.TryGetProperty("hosts", out var hosts)
                    || password.ValueKind != JsonValueKind.String
                    || !PasswordHash.TryParse(password.GetString()!, out var hash)
                    || GatewayKey.HostsOf((this with { Json = hosts }).Words()) is not { } where
                )
                {
                    throw Wrong(Rule);
                }

                gateways.Add(new GatewayKey(hash, where));
            }

            return gateways;
        }

        public CannotException Wrong(string rule) => new($"{ConfigPath}: “{Key}” {rule}.");
    }
}
