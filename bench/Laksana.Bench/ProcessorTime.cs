using System.Globalization;

namespace Laksana.Bench;

/// <summary>Processor time from /proc (proc(5)), so that a rate can be told from what it costs.</summary>
internal static class ProcessorTime
{
    private static readonly double TicksPerSecond = 100; // USER_HZ of Linux, on every architecture

    /// <summary>Seconds used by the PostgreSQL server on this data directory: its main process, its children now and those that ended.</summary>
    public static double OfServer(string dataDirectory)
    {
        var main = int.Parse(File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var seconds = Own(main) + Ended(main);
        foreach (var child in File.ReadAllText($"/proc/{main}/task/{main}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            seconds += Own(int.Parse(child, CultureInfo.InvariantCulture));
        return seconds;
    }

    /// <summary>Seconds used by children of this process that ended and were waited for.</summary>
    public static double OfEndedChildren() => Ended(Environment.ProcessId);

    public static double OfThisProcess() => Own(Environment.ProcessId);

    /// <summary>Seconds used by a process alone, without its children.</summary>
    public static double Of(int process) => Own(process);

    private static double Own(int process) => Fields(process) is { } f ? (Number(f[11]) + Number(f[12])) / TicksPerSecond : 0;

    private static double Ended(int process) => Fields(process) is { } f ? (Number(f[13]) + Number(f[14])) / TicksPerSecond : 0;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The fields after the program's name, which may hold spaces; null when the process has ended.</summary>
    private static string[]? Fields(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
