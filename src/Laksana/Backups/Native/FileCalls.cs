using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Backups;

/// <summary>A call of the system that failed, with its number (errno).</summary>
internal sealed class FileCallException(int number, string path) : IOException($"{path}: {Marshal.GetPInvokeErrorMessage(number)}", number)
{
    public const int NoEntry = 2, Denied = 13, Exists = 17, NotFolder = 20, NoSpace = 28, Loop = 40, NotPermitted = 1;

    public int Number { get; } = number;
}

/// <summary>Files by their names as bytes: .NET knows only those whose names are UTF-8.</summary>
internal static unsafe partial class FileCalls
{
    private const int CurrentFolder = -100, NoFollow = 0x100, BasicStats = 0x7FF;

    /// <summary>Of the file or link itself; null when there is none of this name.</summary>
    public static FileStat? Stat(ReadOnlySpan<byte> path)
    {
        Span<byte> told = stackalloc byte[256];
        fixed (byte* name = Ended(path), into = told)
        {
            if (statx(CurrentFolder, name, NoFollow, BasicStats, into) != 0)
                return Marshal.GetLastPInvokeError() is FileCallException.NoEntry or FileCallException.NotFolder ? null : throw Failure(path);
        }
        return Read(told);
    }

    public static FileStat Stat(SafeFileHandle file, ReadOnlySpan<byte> path)
    {
        Span<byte> told = stackalloc byte[256];
        const int OfHandle = 0x1000;
        byte nothing = 0;
        fixed (byte* into = told)
            if (statx((int)file.DangerousGetHandle(), &nothing, OfHandle, BasicStats, into) != 0) throw Failure(path);
        return Read(told);
    }

    /// <summary>The names in a folder, in the order of their bytes.</summary>
    public static List<byte[]> Names(ReadOnlySpan<byte> path)
    {
        nint folder;
        fixed (byte* name = Ended(path)) folder = opendir(name);
        if (folder == 0) throw Failure(path);
        var names = new List<byte[]>();
        try
        {
            Marshal.SetLastPInvokeError(0);
            while (readdir(folder) is var entry and not null)
            {
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + 19); // after inode, offset, length and type
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8)) names.Add(name.ToArray());
            }
            if (Marshal.GetLastPInvokeError() != 0) throw Failure(path);
        }
        finally
        {
            _ = closedir(folder);
        }
        names.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return names;
    }

    /// <summary>For reading; a link is not followed, a named pipe not waited for.</summary>
    public static SafeFileHandle Open(ReadOnlySpan<byte> path) => Open(path, 0x80000 | 0x20000 | 0x800, 0); // cloexec, nofollow, nonblock

    /// <summary>A new file for this account alone.</summary>
    public static SafeFileHandle Create(ReadOnlySpan<byte> path) => Open(path, 0x80000 | 0x1 | 0x40 | 0x80, 0x180); // cloexec, write only, create, exclusive

    public static byte[] LinkTarget(ReadOnlySpan<byte> path)
    {
        var target = new byte[4096];
        nint length;
        fixed (byte* name = Ended(path), into = target) length = readlink(name, into, (nuint)target.Length);
        return length >= 0 ? target[..(int)length] : throw Failure(path);
    }

    public static void MakeFolder(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = Ended(path))
            if (mkdir(name, 0x1C0) != 0) throw Failure(path);
    }

    public static void MakeLink(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path)
    {
        fixed (byte* to = Ended(target), name = Ended(path))
            if (symlink(to, name) != 0) throw Failure(path);
    }

    public static void MakeSame(ReadOnlySpan<byte> existing, ReadOnlySpan<byte> path)
    {
        fixed (byte* from = Ended(existing), name = Ended(path))
            if (link(from, name) != 0) throw Failure(path);
    }

    public static void MakeFifo(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = Ended(path))
            if (mkfifo(name, 0x180) != 0) throw Failure(path);
    }

    /// <summary>False when this account may not give files away.</summary>
    public static bool Give(ReadOnlySpan<byte> path, long owner, long group)
    {
        fixed (byte* name = Ended(path))
            return lchown(name, (uint)owner, (uint)group) == 0 || (Marshal.GetLastPInvokeError() == FileCallException.NotPermitted ? false : throw Failure(path));
    }

    public static void SetMode(ReadOnlySpan<byte> path, int mode)
    {
        fixed (byte* name = Ended(path))
            if (chmod(name, (uint)mode) != 0) throw Failure(path);
    }

    /// <summary>When it was changed; of a link its own.</summary>
    public static void SetTime(ReadOnlySpan<byte> path, long seconds, int nanoseconds)
    {
        var times = stackalloc long[4] { seconds, nanoseconds, seconds, nanoseconds };
        fixed (byte* name = Ended(path))
            if (utimensat(CurrentFolder, name, times, NoFollow) != 0) throw Failure(path);
    }

    /// <summary>The parts of a file that hold data: offset and length of each, in order. A file system that does not know says that all of it does.</summary>
    public static List<(long Offset, long Length)> Parts(SafeFileHandle file, long size)
    {
        const int Data = 3, Hole = 4;
        var parts = new List<(long, long)>();
        var number = (int)file.DangerousGetHandle();
        for (var at = 0L; at < size;)
        {
            var begin = lseek(number, at, Data);
            if (begin < 0 || begin >= size) break; // a hole to the end
            var end = lseek(number, begin, Hole);
            if (end < 0) end = size;
            end = Math.Min(end, size);
            parts.Add((begin, end - begin));
            at = end;
        }
        return parts;
    }

    private static SafeFileHandle Open(ReadOnlySpan<byte> path, int flags, uint mode)
    {
        int number;
        fixed (byte* name = Ended(path)) number = open(name, flags, mode);
        return number >= 0 ? new SafeFileHandle(number, ownsHandle: true) : throw Failure(path);
    }

    private static byte[] Ended(ReadOnlySpan<byte> path) => [.. path, 0];

    private static FileCallException Failure(ReadOnlySpan<byte> path) => new(Marshal.GetLastPInvokeError(), EntryName.Text(path));

    /// <summary>struct statx: the same on every processor.</summary>
    private static FileStat Read(ReadOnlySpan<byte> told)
    {
        var mode = MemoryMarshal.Read<ushort>(told[28..]);
        return new FileStat(mode & 0xF000, mode & 0xFFF, MemoryMarshal.Read<uint>(told[20..]), MemoryMarshal.Read<uint>(told[24..]), MemoryMarshal.Read<long>(told[40..]),
            MemoryMarshal.Read<long>(told[48..]), MemoryMarshal.Read<long>(told[112..]), MemoryMarshal.Read<int>(told[120..]), MemoryMarshal.Read<long>(told[96..]),
            MemoryMarshal.Read<int>(told[104..]), ((ulong)MemoryMarshal.Read<uint>(told[136..]) << 32) | MemoryMarshal.Read<uint>(told[140..]), MemoryMarshal.Read<ulong>(told[32..]),
            MemoryMarshal.Read<uint>(told[16..]));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(int folder, byte* path, int flags, uint mask, byte* into);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint opendir(byte* path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* readdir(nint folder);

    [LibraryImport("libc")]
    private static partial int closedir(nint folder);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint readlink(byte* path, byte* into, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mkdir(byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int symlink(byte* target, byte* path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int link(byte* existing, byte* path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mkfifo(byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int lchown(byte* path, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int chmod(byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int utimensat(int folder, byte* path, long* times, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int file, long offset, int whence);
}
