namespace Laksana.Backups;

/// <summary>What an entry of a tar archive is; the values are the letters of the format (POSIX.1-2001, pax).</summary>
internal enum TarKind : byte
{
    File = (byte)'0',
    HardLink = (byte)'1',
    SymbolicLink = (byte)'2',
    Folder = (byte)'5',
    Fifo = (byte)'6',
}

/// <summary>The head of an entry. Names and link targets are bytes, as the system has them.</summary>
/// <param name="Size">Of the content that follows; for a sparse file that of its map and its parts.</param>
internal sealed record TarItem(ReadOnlyMemory<byte> Name, TarKind Kind, long Size)
{
    public int Mode { get; init; } = 0x180; // 0600
    public long Owner { get; init; }
    public long Group { get; init; }
    public ReadOnlyMemory<byte> OwnerName { get; init; }
    public ReadOnlyMemory<byte> GroupName { get; init; }
    /// <summary>When it was changed, since 1970.</summary>
    public long Seconds { get; init; }
    public int Nanoseconds { get; init; }
    public ReadOnlyMemory<byte> Link { get; init; }

    /// <summary>The size of a sparse file as it is read; null for every other. Its content begins with the map of its parts (GNU sparse format 1.0).</summary>
    public long? SparseSize { get; init; }
}
