using System.Globalization;
using Laksana.Network.Probes;
using static Laksana.Network.DiagnosisWords;

namespace Laksana.Network;

/// <summary>Asks the devices on the way by SNMP: how their ports towards the nodes behind them stand, and how they are themselves.</summary>
internal sealed class DeviceRounds(IProber prober, NetworkMap map, SiteGround ground)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<(IReadOnlyList<Sighting> Ports, IReadOnlyList<string> Hardware)> AskAsync(CancellationToken token)
    {
        var asked = ground.Nodes.Where(n => n.Role is not (NodeRole.Here or NodeRole.Witness) && n.Address is not null && Question(n) is not null).ToList();
        var answers = await Task.WhenAll(asked.Select(n => prober.ProbeAsync(Question(n)!, token).AsTask()));
        var (ports, hardware) = (new List<Sighting>(), new List<string>());
        foreach (var (node, answer) in asked.Zip(answers))
        {
            if (answer.Outcome is ProbeOutcome.Down or ProbeOutcome.Unknown || answer.Facts is not { } facts) continue;
            ports.AddRange(Ports(node, facts));
            hardware.Add(answer.Finding is ProbeFindings.DiskFull or ProbeFindings.TooHot ? Say["hardware.bad", node.Name, $"{ProbeFindings.InWords(answer.Finding)} ({answer.Detail})"] : Say["hardware.fine", node.Name]);
        }
        return (ports, hardware);
    }

    /// <summary>One question to a device: with the access that the map names, or that one of its targets uses.</summary>
    private SnmpSpec? Question(GroundNode node)
    {
        var target = map.Targets.Where(t => !t.Paused).Select(t => t.Spec).OfType<SnmpSpec>().FirstOrDefault(s => s.Target == node.Address);
        var access = (map.Element(node.Id) as MapDevice)?.Access ?? target?.Access;
        return access is null ? null : new SnmpSpec(node.Address!, access) { Timeout = Patience, Port = target?.Port ?? 161, Celsius = target?.Celsius ?? 70, DiskPercent = target?.DiskPercent ?? 90 };
    }

    /// <summary>Ports that the map knows to lead to a node behind this device: targets about that node, or about the line to it, that name an interface of the device.</summary>
    private IEnumerable<PortSeen> Ports(GroundNode device, IReadOnlyDictionary<string, string> facts)
    {
        foreach (var behind in ground.Nodes.Where(n => n.Behind == device.Id && n.Role != NodeRole.Witness))
        {
            var elements = new[] { behind.Id, behind.Line?.Id }.OfType<string>();
            var names = elements.SelectMany(map.TargetsOf).Select(t => t.Spec).OfType<SnmpSpec>().Where(s => s.Target == device.Address).SelectMany(s => s.Interfaces);
            foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
                if (Index(facts, name) is { } index && facts.TryGetValue($"if.{index}.admin", out var admin) && facts.TryGetValue($"if.{index}.oper", out var carrier))
                    yield return new PortSeen(device.Id, behind.Id, admin == "up", carrier == "up") { Rung = LadderRung.Modem, Detail = $"{name}: {admin}/{carrier}" };
        }
    }

    private static string? Index(IReadOnlyDictionary<string, string> facts, string name) =>
        facts.Where(f => f.Key.StartsWith("if.", StringComparison.Ordinal) && f.Key.EndsWith(".name", StringComparison.Ordinal) && f.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(f => f.Key.Split('.')[1]).FirstOrDefault(i => int.TryParse(i, CultureInfo.InvariantCulture, out _));
}
