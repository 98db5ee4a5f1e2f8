using System.Globalization;

namespace Laksana.Network.Probes.Machine;

internal static class MachineMemory
{
    /// <summary>What programs could still be given, and all there is, in bytes.</summary>
    public static (long Available, long Total) Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            var known = GC.GetGCMemoryInfo();
            return (known.TotalAvailableMemoryBytes - known.MemoryLoadBytes, known.TotalAvailableMemoryBytes);
        }
        long available = 0, total = 0;
        foreach (var line in File.ReadLines("/proc/meminfo"))
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal)) total = Bytes(line);
            if (line.StartsWith("MemAvailable:", StringComparison.Ordinal)) available = Bytes(line);
        }
        return (available, total);
    }

    private static long Bytes(string line) => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
}
