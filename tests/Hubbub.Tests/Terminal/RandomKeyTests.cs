using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Keys;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Terminal;

/// <summary>Whatever is pressed and whatever comes: the cursor stands between two characters, and the terminal shows the picture.</summary>
public sealed class RandomKeyTests
{
    private static readonly string[] s_texts =
    [
        "a",
        " ",
        "word ",
        "é",
        "e\u0301",
        "\u0301",
        "漢",
        "한",
        "😀",
        "👩‍👩‍👧",
        "🇩🇪",
        "🇩",
        "❤️",
        "\u200D",
        "\e[31m",
        "\u202E",
        "\t",
        "नमस्ते",
        "http://example.org/a/very/long/link",
    ];

    private static readonly Gen<Key> s_key = Gen.OneOf(
        Gen.Elements(s_texts).Select(t => Key.Paste(t)),
        Gen.Elements(s_texts.SelectMany(t => t.EnumerateRunes()).ToArray())
            .Select(r => new Key(KeyKind.Character, Text: r.ToString())),
        Gen.Choose((int)KeyKind.Enter, (int)KeyKind.Function)
            .Select(kind => new Key((KeyKind)kind)),
        Gen.Elements("abcdefghklnprtuwy_".ToArray()).Select(Key.Control),
        Gen.Elements("bcdfluy<>".ToArray()).Select(Key.Alt),
        Gen.Constant(new Key(KeyKind.Enter, KeyModifiers.Alt)),
        Gen.Constant(new Key(KeyKind.Backspace, KeyModifiers.Alt)),
        Gen.Constant(Key.Paste("two\nlines"))
    );

    private static readonly Gen<(int What, Key Key, string Text)> s_step =
        from what in Gen.Choose(0, 9)
        from key in s_key
        from words in Gen.ListOf(Gen.Elements(s_texts))
        select (what, key, string.Concat(words));

    [Fact]
    public void The_cursor_never_stands_within_a_character() =>
        Prop.ForAll(
                Gen.ListOf(s_key).ToArbitrary(),
                keys =>
                {
                    var typing = new Typing(null, "older", "an older\none");
                    foreach (var key in keys)
                    {
                        typing.Editor.Handle(key);
                        Assert.True(
                            IsBetween(typing.Editor.Text, typing.Editor.Current.Cursor),
                            typing.Shown
                        );
                    }
                }
            )
            .Check();

    [Fact]
    public void The_terminal_shows_the_picture_whatever_was_pressed_told_and_resized() =>
        Prop.ForAll(
                Gen.ListOf(s_step).ToArbitrary(),
                steps =>
                {
                    var story = new ScreenStory(17, 9);
                    foreach (var (what, key, text) in steps)
                    {
                        if (what == 0)
                            story.Resize(2 + (text.Length % 50), 1 + (text.Length % 17));
                        else if (what == 1)
                            story.PageUp();
                        else if (what == 2)
                            story.PageDown();
                        else if (what < 6)
                            story.Told(text);
                        else
                            story.Typing.Editor.Handle(key);
                        story.Draw();
                        AssertShown(story.Picture, story.Terminal);
                    }
                }
            )
            .Check();

    private static void AssertShown(Surface picture, VirtualTerminal terminal)
    {
        for (var y = 0; y < picture.Height; y++)
        for (var x = 0; x < picture.Width; x++)
            Assert.Equal(picture[y][x].Text, terminal[x, y]);
        Assert.Equal(picture.Cursor, terminal.Cursor);
    }

    private static bool IsBetween(string text, int cursor)
    {
        for (var at = 0; at < text.Length; )
        {
            if (at == cursor)
                return true;
            at += StringInfo.GetNextTextElementLength(text.AsSpan(at));
        }

        return cursor == text.Length;
    }
}
