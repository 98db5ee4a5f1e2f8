using System.Globalization;
using System.Net.NetworkInformation;

namespace Laksana.Network.Probes.Machine;

/// <summary>Looks at the machine on which this program runs.</summary>
internal static class LocalProbe
{
    public static Task<ProbeResult> AskAsync(LocalServiceSpec spec, CancellationToken token) => spec.What switch
    {
        LocalKind.Unit => SystemdUnit.AskAsync(spec.Target, token),
        LocalKind.Process => Task.FromResult(Process(spec.Target)),
        LocalKind.Port => Task.FromResult(Port(int.Parse(spec.Target, CultureInfo.InvariantCulture))),
        LocalKind.Disk => Task.FromResult(Disk(spec)),
        _ => Task.FromResult(Memory(spec)),
    };

    private static ProbeResult Process(string name)
    {
        var found = System.Diagnostics.Process.GetProcessesByName(name);
        var facts = new FactBook();
        facts.Put("pids", string.Join(' ', found.Select(p => p.Id.ToString(CultureInfo.InvariantCulture)).Take(20)));
        foreach (var process in found) process.Dispose();
        return found.Length > 0 ? ProbeResult.Up(null, $"{name}: {facts["pids"]}", facts) : ProbeResult.Down(ProbeFindings.ProcessMissing, name);
    }

    private static ProbeResult Port(int port)
    {
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => l.Port == port).ToList();
        return listening.Count > 0 ? ProbeResult.Up(null, string.Join(", ", listening.Take(5))) : ProbeResult.Down(ProbeFindings.PortClosed, port.ToString(CultureInfo.InvariantCulture));
    }

    private static ProbeResult Disk(LocalServiceSpec spec)
    {
        if (!Directory.Exists(spec.Target)) return ProbeResult.Down(ProbeFindings.DiskMissing, spec.Target);
        try
        {
            var disk = new DriveInfo(Path.GetFullPath(spec.Target));
            return Filled(spec, ProbeFindings.DiskFull, spec.Target, disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ProbeResult.Down(ProbeFindings.DiskMissing, $"{spec.Target}: {error.Message}");
        }
    }

    private static ProbeResult Memory(LocalServiceSpec spec)
    {
        var (available, total) = MachineMemory.Read();
        return total == 0 ? ProbeResult.Unknown(ProbeFindings.NotSupported, "") : Filled(spec, ProbeFindings.MemoryFull, "memory", available, total);
    }

    private static ProbeResult Filled(LocalServiceSpec spec, string finding, string what, long free, long total)
    {
        var percent = total == 0 ? 0 : 100.0 * (total - free) / total;
        var facts = new FactBook();
        facts.Put(ProbeFacts.Percent, Math.Round(percent, 1));
        facts.Put(ProbeFacts.FreeBytes, free);
        facts.Put(ProbeFacts.TotalBytes, total);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{what}: {percent:0.#} % / {total / 1e9:0.#} GB");
        return percent > spec.Percent ? ProbeResult.Degraded(null, finding, detail, facts) : ProbeResult.Up(null, detail, facts);
    }
}
