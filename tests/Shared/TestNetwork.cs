using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Testing;

/// <summary>
/// Network namespaces of a test's own, with cables between them; gone when it ends, also those that a killed run left behind. What runs inside reaches nothing
/// outside.
/// </summary>
internal sealed class TestNetwork : IDisposable
{
    private const string Folder = "/var/run/netns";
    private const string Mark = "lkt-";
    private const int NewNet = 0x40000000; // CLONE_NEWNET
    private static int _count;

    private readonly List<string> _namespaces = [];

    /// <summary>Why this machine permits none; null when it does.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <returns>The namespace's name; loopback is up.</returns>
    public string Add(string role)
    {
        var name = $"{Mark}{Environment.ProcessId}-{Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture)}-{role}";
        Ip($"netns add {name}");
        _namespaces.Add(name);
        Ip($"-n {name} link set lo up");
        return name;
    }

    /// <summary>A cable between two namespaces: interface and address (with prefix length) at each end.</summary>
    public static void Cable(string left, string leftName, string leftAddress, string right, string rightName, string rightAddress)
    {
        Ip($"-n {left} link add name {leftName} type veth peer name {rightName} netns {right}");
        Ip($"-n {left} addr add {leftAddress} dev {leftName} nodad");
        Ip($"-n {right} addr add {rightAddress} dev {rightName} nodad");
        Ip($"-n {left} link set dev {leftName} up");
        Ip($"-n {right} link set dev {rightName} up");
    }

    /// <summary>Words of ip(8) inside a namespace.</summary>
    public static void Set(string inside, string words) => Ip($"-n {inside} {words}");

    public static void Write(string inside, string setting, string value) => Inside(inside, () =>
    {
        File.WriteAllText("/proc/sys/" + setting, value); // a thread sees the settings of its own namespace
        return 0;
    });

    /// <summary>Does something on a thread that lives in a namespace; sockets made there stay there.</summary>
    public static T Inside<T>(string inside, Func<T> work)
    {
        var (result, failure) = (default(T), default(Exception));
        var thread = new Thread(() =>
        {
            try
            {
                using var space = File.OpenHandle(Path.Combine(Folder, inside));
                if (SetNamespace(space, NewNet) != 0) throw new InvalidOperationException("setns: " + Marshal.GetLastPInvokeErrorMessage());
                result = work();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("Inside " + inside, failure);
    }

    public void Dispose()
    {
        foreach (var name in _namespaces) Ip($"netns delete {name}");
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux()) return "Network namespaces need Linux.";
        try
        {
            RemoveLeftOvers();
            using var tried = new TestNetwork();
            return Inside(tried.Add("tried"), () => default(string));
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return "This machine permits no network namespaces: " + error.Message;
        }
    }

    private static void RemoveLeftOvers()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var name in Directory.EnumerateFiles(Folder, Mark + "*").Select(f => Path.GetFileName(f)!))
            if (int.TryParse(name.Split('-')[1], CultureInfo.InvariantCulture, out var process) && !Directory.Exists("/proc/" + process.ToString(CultureInfo.InvariantCulture)))
                Ip($"netns delete {name}");
    }

    private static void Ip(string words)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", words) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"ip {words}: {errors.Trim()}");
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(SafeFileHandle space, int kind);
}
