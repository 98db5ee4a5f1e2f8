using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Laksana.Backups;

/// <summary>
/// Renaming as Linux can and .NET does not offer: two names exchanged in one step, and a renaming that never replaces anything (renameat2(2)). File systems that cannot exchange
/// (some network ones) say so.
/// </summary>
internal static class Renaming
{
    private const int AtWorkingDirectory = -100;
    private const uint NoReplace = 1, Exchange = 2;
    private const int InvalidArgument = 22, NotImplemented = 38, NotSupported = 95;

    /// <summary>Exchanges two names. False: this file system cannot.</summary>
    /// <exception cref="IOException">It could, but one of them is not there or not ours.</exception>
    public static bool TryExchange(string one, string other) => Rename(one, other, Exchange);

    /// <summary>Gives a name that nothing has.</summary>
    /// <exception cref="IOException">Something has it, or there is nothing to rename.</exception>
    public static void Move(string from, string to)
    {
        if (Rename(from, to, NoReplace)) return;
        // A file system without the flag: a directory's rename replaces nothing but an empty directory, and that is looked at first.
        if (Path.Exists(to)) throw new IOException($"{to}: exists");
        Directory.Move(from, to);
    }

    /// <summary>Device and inode: what a directory is, whatever its name; null when nothing has that name.</summary>
    public static async Task<string?> IdentityAsync(string path, CancellationToken token)
    {
        if (!Directory.Exists(path)) return null;
        var said = await Database.ExternalProgram.RunAsync(["stat", "-c", "%d:%i", "--", path], TimeSpan.FromSeconds(20), token);
        return said.ExitCode == 0 ? said.Output.Trim() : null;
    }

    private static bool Rename(string from, string to, uint flags)
    {
        if (renameat2(AtWorkingDirectory, Bytes(from), AtWorkingDirectory, Bytes(to), flags) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error is InvalidArgument or NotImplemented or NotSupported ? false : throw new IOException($"{from} -> {to}: {new Win32Exception(error).Message}");
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable SYSLIB1054, IDE1006 // the library's own name; generated marshalling would need unsafe code for two byte arrays
    [DllImport("libc", SetLastError = true)]
    private static extern int renameat2(int fromFolder, byte[] from, int toFolder, byte[] to, uint flags);
#pragma warning restore SYSLIB1054, IDE1006
}
