using System.Globalization;

namespace Laksana.Bench;

/// <summary>Resident memory from /proc (proc(5)), in bytes; shared libraries count whole.</summary>
internal static class ProcessMemory
{
    public static long Of(int process) => Line(process, "VmRSS:");

    /// <summary>The most it ever was; 0 when the process has ended.</summary>
    public static long MostOf(int process) => Line(process, "VmHWM:");

    private static long Line(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[name.Length..^2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
