namespace Hubbub.Core;

/// <summary>
/// The bytes of one command in the log: a tag, then its body. Where texts, times and sessions
/// stand is the block's affair.
/// </summary>
public static class CommandCodec
{
    public static void Write(ByteWriter writer, Command command)
    {
        var rule = RuleTable.Of(command);
        writer.WriteByte(rule.Tag);
        rule.Write(writer, command);
    }

    /// <summary>Null (and the reader has failed): cut off, or a command that this program does not know.</summary>
    public static Command? Read(ref ByteReader reader)
    {
        if (RuleTable.Of(reader.ReadByte()) is not { } rule)
        {
            reader.Fail();
            return null;
        }

        var command = rule.Read(ref reader);
        return reader.Failed ? null : command;
    }
}
