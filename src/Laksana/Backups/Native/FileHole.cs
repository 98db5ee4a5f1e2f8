using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Backups;

/// <summary>Gives the beginning of a file back to the disk while the rest is still being written.</summary>
internal static partial class FileHole
{
    private const int KeepSize = 1, PunchHole = 2;

    /// <summary>What lies before <paramref name="end"/> is given up. A file system that cannot do it keeps it.</summary>
    public static void Punch(SafeFileHandle file, long end)
    {
        if (end > 0) _ = fallocate(file, PunchHole | KeepSize, 0, end);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fallocate(SafeFileHandle file, int mode, long offset, long length);
}
