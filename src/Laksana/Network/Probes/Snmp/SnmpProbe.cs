using System.Globalization;

namespace Laksana.Network.Probes.Snmp;

/// <summary>What a device says of itself, its interfaces, disks and sensors.</summary>
internal sealed class SnmpProbe(Door door, ProbeSecrets secrets, SnmpSessions sessions)
{
    private static readonly Oid SysUpTime = Oid.Parse("1.3.6.1.2.1.1.3.0"), SysName = Oid.Parse("1.3.6.1.2.1.1.5.0");

    public async Task<ProbeResult> AskAsync(SnmpSpec spec, CancellationToken token)
    {
        if (secrets.Snmp(spec.Access) is not { } access) return ProbeResult.Unknown(ProbeFindings.SecretUnknown, spec.Access);
        if (access.Fault is { } fault) return ProbeResult.Unknown(ProbeFindings.SpecInvalid, $"{spec.Access}: {fault}");
        var found = await door.DatagramAsync(spec.Target, spec.Port, token);
        if (found.Value is not { } socket) return found.Refusal!;
        using var _ = socket;
        var talk = new SnmpTalk(socket, access, sessions, spec.Timeout / 4);
        var facts = new FactBook();
        TimeSpan? took = null;
        try
        {
            var begun = TimeProvider.System.GetTimestamp();
            var first = await talk.AskAsync(id => SnmpPdu.Asking(SnmpPdu.Get, id, [SysUpTime, SysName]), token);
            took = TimeProvider.System.GetElapsedTime(begun);
            if (first.Error != 0) return ProbeResult.Down(first.Error is SnmpPdu.NoAccess or SnmpPdu.AuthorizationError ? ProbeFindings.SnmpDenied : ProbeFindings.SnmpError, $"{spec.Target}: error {first.Error}");
            foreach (var variable in first.Variables.Where(v => v.Exists))
            {
                if (variable.Name == SysUpTime) facts.Put(ProbeFacts.UptimeSeconds, variable.Number / 100);
                if (variable.Name == SysName) facts.Put("name", variable.Text);
            }
            return Judge(spec, took.Value, facts, await SnmpDevice.ReadAsync(talk, facts, token));
        }
        catch (SnmpRefusedException refused)
        {
            return took is null ? ProbeResult.Down(refused.Finding, $"{spec.Target}: {refused.Message}") : ProbeResult.Degraded(took, refused.Finding, $"{spec.Target}: {refused.Message}", facts);
        }
        catch (OperationCanceledException) when (took is not null && token.IsCancellationRequested)
        {
            return ProbeResult.Degraded(took, ProbeFindings.Slow, spec.Target, facts); // it lives, but did not tell everything in time
        }
    }

    private static ProbeResult Judge(SnmpSpec spec, TimeSpan took, FactBook facts, SnmpDevice device)
    {
        ProbeResult Bad(string finding, string detail) => ProbeResult.Degraded(took, finding, $"{spec.Target}: {detail}", facts);
        foreach (var name in spec.Interfaces)
        {
            if (device.Interfaces.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } found) return Bad(ProbeFindings.InterfaceMissing, name);
            if (found.Admin != "up") return Bad(ProbeFindings.InterfaceShut, name);
            if (found.Oper != "up") return Bad(ProbeFindings.InterfaceDown, $"{name} {found.Oper}");
        }
        if (device.Sensors.FirstOrDefault(s => s.Celsius > spec.Celsius) is { } hot) return Bad(ProbeFindings.TooHot, string.Create(CultureInfo.InvariantCulture, $"{hot.Name} {hot.Celsius:0.#} °C"));
        if (device.Disks.FirstOrDefault(d => d.Percent > spec.DiskPercent) is { } full) return Bad(ProbeFindings.DiskFull, string.Create(CultureInfo.InvariantCulture, $"{full.Name} {full.Percent:0.#} %"));
        return ProbeResult.Up(took, $"{spec.Target}: {facts.GetValueOrDefault("name")}, {device.Interfaces.Count(i => i.Oper == "up")}/{device.Interfaces.Count}", facts);
    }
}
