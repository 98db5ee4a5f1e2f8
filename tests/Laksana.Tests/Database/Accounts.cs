using System.Diagnostics;
using System.Globalization;

namespace Laksana.Tests.Database;

/// <summary>System accounts for tests of private clusters; changes are made by root only and concern the test's own files.</summary>
internal static class Accounts
{
    internal static string[] AsNobody => ["setpriv", "--reuid", "nobody", "--regid", Say("id", "-g", "nobody"), "--clear-groups", "--"];

    /// <summary>The words that run a program as the owner of a file.</summary>
    internal static string[] AsServer(string file) =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", Say("stat", "-c", "%u", file), "--regid", Say("stat", "-c", "%g", file), "--clear-groups", "--"] : [];

    internal static bool CanRunAsNobody()
    {
        string[] words = [.. AsNobody, "test", "-x", Environment.ProcessPath!];
        using var process = Process.Start(words[0], words[1..]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    internal static void Give(string path, string account) => Say("chown", "-R", account + ":", path);

    internal static void Open(string path) => Say("chmod", "o+x", path);

    internal static int Uid(string account) => int.Parse(Say("id", "-u", account), CultureInfo.InvariantCulture);

    internal static int Owner(string path) => int.Parse(Say("stat", "-c", "%u", path), CultureInfo.InvariantCulture);

    internal static string Say(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException(string.Join(' ', words) + ": " + process.ExitCode);
    }
}
