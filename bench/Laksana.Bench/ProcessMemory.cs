using System.Globalization;

namespace Laksana.Bench;

/// <summary>Resident memory from /proc (proc(5)), in bytes; shared libraries count whole.</summary>
internal static class ProcessMemory
{
    public static long Of(int process)
    {
        const string Name = "VmRSS:";
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(Name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Name.Length..^2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
