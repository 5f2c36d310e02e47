namespace Hubbub.Tests.Replay;

/// <summary>Few names, so that people meet.</summary>
internal static class Town
{
    public static readonly string[] Nicks =
    [
        "ada",
        "Bob",
        "cyd",
        "DAN",
        "eve",
        "fay",
        "gus",
        "hal",
        "ivy",
        "jon",
        "kim",
        "lea",
        "mo",
        "ned",
    ];

    public static readonly string[] Rooms = ["#lobby", "#Tea", "#pie", "#TEA"];
    public static readonly string[] Masks =
    [
        "eve!*@*",
        "*!*@*.host",
        "BOB!*@*",
        "*a*!*@*",
        "m:*o*!*@*",
        "é!*@*",
    ];
    public static readonly string[] Keys = ["sesame", "k", "schlüssel"];
}
