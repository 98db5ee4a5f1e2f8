using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Backups;

/// <summary>
/// A file read from its device. What was written a moment ago lies in the page cache still, and reading it from there proves nothing of the device: a medium that
/// forgets what it is given would look whole. So it is opened with O_DIRECT, by which the system reads past the cache. A file system without O_DIRECT is read
/// through the cache after it was emptied for this file, and only if mincore(2) then says that nothing of the file is left in it.
/// </summary>
/// <remarks>
/// What remains: the memory of the device itself (a few megabytes at most; fsync has told it to empty that), and file systems in a program of their own (FUSE, such
/// as ntfs-3g), which may keep the device's blocks in a cache that nobody outside reaches. Taking the medium out and measuring it anew helps there.
/// </remarks>
internal sealed class DeviceFile : IDisposable
{
    private readonly string _path;
    private SafeFileHandle _file;

    private DeviceFile(string path, SafeFileHandle file, bool direct) => (_path, _file, IsDirect, Length) = (path, file, direct, RandomAccess.GetLength(file));

    public long Length { get; }

    /// <summary>Read with O_DIRECT; otherwise through a cache that was empty.</summary>
    public bool IsDirect { get; private set; }

    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="MediumException">The system keeps it in memory and does not let go of it.</exception>
    public static DeviceFile Open(string path)
    {
        if (SystemCalls.OpenDirect(path) is { } file) return new DeviceFile(path, file, direct: true);
        return new DeviceFile(path, OpenEmptied(path), direct: false);
    }

    /// <summary>Reads at a multiple of <see cref="DeviceBlock.Alignment"/>; less than the block only at the file's end.</summary>
    public int Read(long offset, DeviceBlock block)
    {
        var read = 0;
        while (read < block.Size)
        {
            var now = ReadOnce(offset + read, block.Memory.Span[read..]);
            read += now;
            // With O_DIRECT what is not a whole number of blocks is the end; asking on from there would be refused.
            if (now == 0 || (IsDirect && now % DeviceBlock.Alignment != 0)) break;
        }
        return read;
    }

    public void Dispose() => _file.Dispose();

    private int ReadOnce(long offset, Span<byte> into)
    {
        try
        {
            return RandomAccess.Read(_file, into, offset);
        }
        catch (IOException error) when (IsDirect && error.HResult == SystemCalls.Invalid)
        {
            // The file system takes the flag and refuses the read.
            _file.Dispose();
            (_file, IsDirect) = (OpenEmptied(_path), false);
            return RandomAccess.Read(_file, into, offset);
        }
    }

    private static SafeFileHandle OpenEmptied(string path)
    {
        var file = File.OpenHandle(path);
        try
        {
            for (var tries = 0; ; tries++)
            {
                SystemCalls.DropPages(file);
                var cached = SystemCalls.CachedPages(file, RandomAccess.GetLength(file));
                if (cached == 0) break;
                // What is not yet written out cannot be dropped: say that it should be, and look again.
                if (tries == 3) throw new MediumException(MediumFault.Cached, Path.GetFileName(path));
                RandomAccess.FlushToDisk(file);
            }
            SystemCalls.ReadInOrder(file);
            return file;
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }
}

/// <summary>Memory at an address that O_DIRECT takes.</summary>
internal sealed class DeviceBlock
{
    /// <summary>What devices ask for at most.</summary>
    public const int Alignment = 4096;

    public DeviceBlock(int size)
    {
        // Pinned, so that its address stays what it is.
        var memory = GC.AllocateUninitializedArray<byte>(size + Alignment, pinned: true);
        var beyond = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) % Alignment);
        Memory = memory.AsMemory(beyond == 0 ? 0 : Alignment - beyond, size);
    }

    public Memory<byte> Memory { get; }

    public int Size => Memory.Length;
}
