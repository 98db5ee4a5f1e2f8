using System.ComponentModel;
using System.Diagnostics;

namespace Laksana.Network.Probes.Machine;

/// <summary>A unit's state as systemd tells it (systemctl(1), show).</summary>
internal static class SystemdUnit
{
    private const int LongestAnswer = 16_384;

    public static async Task<ProbeResult> AskAsync(string unit, CancellationToken token)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/run/systemd/system")) return ProbeResult.Unknown(ProbeFindings.NotSupported, "systemd");
        var start = new ProcessStartInfo("systemctl", ["show", "--no-pager", "--property=LoadState,ActiveState,SubState,Result,ActiveEnterTimestamp,MainPID", "--", unit])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = "C", ["TZ"] = "UTC" },
        };
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(token);
                _ = process.StandardError.ReadToEndAsync(token);
                await process.WaitForExitAsync(token);
                var text = await output;
                return process.ExitCode == 0 ? Read(unit, text[..Math.Min(text.Length, LongestAnswer)]) : ProbeResult.Unknown(ProbeFindings.NotSupported, "systemctl " + process.ExitCode);
            }
            finally
            {
                if (!process.HasExited) process.Kill();
            }
        }
        catch (Win32Exception)
        {
            return ProbeResult.Unknown(ProbeFindings.NotSupported, "systemctl");
        }
    }

    internal static ProbeResult Read(string unit, string text)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
            if (line.IndexOf('=') is var at and > 0)
                told[line[..at]] = line[(at + 1)..];
        var (load, active, sub) = (told.GetValueOrDefault("LoadState", ""), told.GetValueOrDefault("ActiveState", ""), told.GetValueOrDefault("SubState", ""));
        var facts = new FactBook();
        facts.Put(ProbeFacts.State, $"{active} ({sub})");
        facts.Put("since", told.GetValueOrDefault("ActiveEnterTimestamp"));
        if (told.GetValueOrDefault("MainPID") is { } pid and not "0") facts.Put("pids", pid);
        var detail = $"{unit}: {load}, {active} ({sub})";
        return (load, active) switch
        {
            ("not-found" or "masked" or "error" or "bad-setting", _) => ProbeResult.Down(ProbeFindings.UnitUnknown, detail, facts),
            (_, "active") => ProbeResult.Up(null, detail, facts),
            (_, "failed") => ProbeResult.Down(ProbeFindings.UnitFailed, $"{detail}, {told.GetValueOrDefault("Result")}", facts),
            (_, "activating" or "deactivating" or "reloading" or "refreshing") => ProbeResult.Degraded(null, ProbeFindings.UnitStarting, detail, facts),
            _ => ProbeResult.Down(ProbeFindings.UnitInactive, detail, facts),
        };
    }
}
