namespace Laksana.Backups;

/// <summary>What the system says of a file, a folder or a link itself.</summary>
internal readonly record struct FileStat(int Type, int Mode, long Owner, long Group, long Size, long Blocks, long Seconds, int Nanoseconds, long ChangedSeconds, int ChangedNanoseconds,
    ulong Device, ulong Inode, uint Links)
{
    public const int Fifo = 0x1000, Folder = 0x4000, Regular = 0x8000, Link = 0xA000;

    public bool IsFolder => Type == Folder;

    public bool IsFile => Type == Regular;

    public bool IsLink => Type == Link;

    /// <summary>It takes less of the disk than it is long.</summary>
    public bool MayHaveHoles => IsFile && Blocks * 512 < Size;

    /// <summary>The same content, as far as its times and size can say.</summary>
    public bool IsAsBefore(FileStat before) => (Type, Size, Seconds, Nanoseconds, ChangedSeconds, ChangedNanoseconds, Inode)
        == (before.Type, before.Size, before.Seconds, before.Nanoseconds, before.ChangedSeconds, before.ChangedNanoseconds, before.Inode);
}
