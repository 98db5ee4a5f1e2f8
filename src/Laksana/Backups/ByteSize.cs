namespace Laksana.Backups;

/// <summary>Sizes as people read them, for pages and commands.</summary>
public static class ByteSize
{
    public static string Say(long bytes) => BackupWords.Size(bytes);
}
