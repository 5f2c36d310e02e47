namespace Hubbub.Core;

/// <summary>The bytes of <see cref="Settings"/>, in the log and in snapshots.</summary>
internal static class SettingsCodec
{
    public static void Write(ByteWriter writer, Settings settings)
    {
        writer.WriteString(settings.ServerName);
        writer.WriteString(settings.LobbyName);
        writer.WriteString(settings.Lobby.Value);
        writer.WriteCount(settings.RoomsPerSession);
        writer.WriteCount(settings.MasksPerRoom);
    }

    public static Settings Read(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadNumber(),
            reader.ReadNumber()
        );
}
