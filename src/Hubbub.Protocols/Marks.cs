using Hubbub.Core;
using Hubbub.Protocols.Boards;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols;

/// <summary>What is said of a message before its first line, where it is more than said.</summary>
internal static class Marks
{
    public static byte[] Of(SaidInRoom said) =>
        said.Post is { } post ? PostWords.Mark(post)
        : said.File is { } file ? FileWords.Mark(file)
        : [];

    public static byte[] Of(SaidToPerson said) => said.File is { } file ? FileWords.Mark(file) : [];
}
