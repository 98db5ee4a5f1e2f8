using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Backups;

/// <summary>What .NET does not offer of Linux: opening past the page cache, emptying it, asking what is in it, and making a folder's entries durable.</summary>
internal static class SystemCalls
{
    public const int PermissionDenied = 1, NoEntry = 2, InputOutput = 5, NoAddress = 6, AccessDenied = 13, NoDevice = 19, Invalid = 22, NoSpace = 28, ReadOnly = 30,
        NotConnected = 107, Stale = 116, Structure = 117, Quota = 122;

    private const int CloseOnExec = 0x80000, Shared = 1, ReadPages = 1;
    private const int DontNeed = 4, Sequential = 2;

    // The two differ the wrong way round between processors.
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int Direct = Arm ? 0x10000 : 0x4000, Folder = Arm ? 0x4000 : 0x10000;

    public static int PageSize { get; } = Environment.SystemPageSize;

    /// <summary>Opens for reading with O_DIRECT; null when the file system does not know that.</summary>
    /// <exception cref="IOException">It cannot be opened at all; its <see cref="Exception.HResult"/> is the error's number.</exception>
    public static SafeFileHandle? OpenDirect(string path)
    {
        var descriptor = open(Text(path), CloseOnExec | Direct, 0);
        if (descriptor >= 0) return new SafeFileHandle(descriptor, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        return error == Invalid ? null : throw Failed(error, path);
    }

    /// <summary>Makes a file's bytes durable. .NET's own call is silent about a file system that has become read-only, as one does whose device fails.</summary>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (fsync(Descriptor(file)) != 0) throw Failed(Marshal.GetLastPInvokeError(), path);
    }

    /// <summary>Makes the names in a folder durable.</summary>
    public static void SyncFolder(string path)
    {
        var descriptor = open(Text(path), CloseOnExec | Folder, 0);
        if (descriptor < 0) throw Failed(Marshal.GetLastPInvokeError(), path);
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        // A file system that knows no such thing for folders (EINVAL) writes their entries with the file's own fsync.
        if (fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() is var error && error != Invalid) throw Failed(error, path);
    }

    /// <summary>Asks the system to forget a file's pages. It is free to refuse: look at <see cref="CachedPages"/>.</summary>
    public static void DropPages(SafeFileHandle file) => _ = posix_fadvise(Descriptor(file), 0, 0, DontNeed);

    public static void ReadInOrder(SafeFileHandle file) => _ = posix_fadvise(Descriptor(file), 0, 0, Sequential);

    /// <summary>How many pages of the file's first <paramref name="length"/> bytes are in memory; null where the file system does not let that be asked.</summary>
    public static long? CachedPages(SafeFileHandle file, long length)
    {
        const long window = 1L << 30;
        var resident = 0L;
        for (var offset = 0L; offset < length; offset += window)
        {
            var size = (nuint)Math.Min(window, length - offset);
            var address = mmap(0, size, ReadPages, Shared, Descriptor(file), offset);
            if (address == -1) return null;
            try
            {
                var pages = new byte[(size + (nuint)PageSize - 1) / (nuint)PageSize];
                if (mincore(address, size, pages) != 0) return null;
                // Only the lowest bit says anything.
                resident += pages.LongCount(p => (p & 1) != 0);
            }
            finally
            {
                _ = munmap(address, size);
            }
        }
        return resident;
    }

    private static int Descriptor(SafeFileHandle file) => (int)file.DangerousGetHandle();

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');

    private static IOException Failed(int error, string path) => new($"{Marshal.GetPInvokeErrorMessage(error)}: {path}", error);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags, int mode);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int posix_fadvise(int descriptor, long offset, long length, int advice);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint mmap(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int munmap(nint address, nuint length);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mincore(nint address, nuint length, byte[] pages);
}
