using System.Text;
using Laksana.Network;
using Laksana.Testing;
using Laksana.Tests.Network.Diagnosing;
using Xunit;

namespace Laksana.Tests.Network.Lab;

/// <summary>Real faults in a real network of namespaces, found by walking the ladder from its server.</summary>
public sealed class LabTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(15), Healthy = TimeSpan.FromSeconds(8);

    private static void NeedsLab()
    {
        Assert.SkipUnless(TestNetwork.Obstacle is null, TestNetwork.Obstacle ?? "");
        Assert.SkipUnless(LabSnmpd.Program is not null, "snmpd is not installed.");
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task a_cut_cable_is_named_with_what_the_site_and_the_router_tell_and_its_stretch_without()
    {
        NeedsLab();
        using var lab = new LabNetwork(FaultKind.CableCut);
        var with = await LabProcess.WalkAsync(lab, snmp: true, agents: true);
        Assert.Equal(("cable-cut", LabMap.Line, false), (with.Told.Fault, with.Told.Place?.Element, with.Told.Works));
        Assert.Equal(("provider", "PT Telko Uji", "K-17/2026", "1122334455"), (with.Told.Call.Who, with.Told.Call.Provider, with.Told.Call.Contract, with.Told.Call.ServiceNumber));
        Assert.Equal(7, with.Lines.Count);
        var without = await LabProcess.WalkAsync(lab, snmp: false, agents: false);
        Assert.Equal((null, "wan", "modem-a"), (without.Told.Place?.Element, without.Told.Place?.From, without.Told.Place?.To));
        Assert.NotNull(without.Told.Next);
        Assert.True(without.Told.Seconds < Dead.TotalSeconds && with.Told.Seconds < Dead.TotalSeconds, $"{without.Told.Seconds} s, {with.Told.Seconds} s");
        foreach (var line in with.Lines.Append(with.Told.Summary).Concat(without.Lines).Append(without.Told.Summary)) output.WriteLine(line);
    }

    [Fact]
    public async Task a_healthy_site_is_called_healthy()
    {
        NeedsLab();
        using var lab = new LabNetwork(FaultKind.NothingWrong);
        var found = await LabProcess.WalkAsync(lab, snmp: true, agents: true);
        foreach (var line in found.Lines.Append(found.Told.Summary)) output.WriteLine(line);
        Assert.Equal(("nothing-wrong", null, true), (found.Told.Fault, found.Told.Place, found.Told.Works));
        // Timed without the agents, each of which is a whole test program to start here.
        var alone = await LabProcess.WalkAsync(lab, snmp: true, agents: false);
        Assert.True(alone.Told.Works == true && alone.Told.Seconds < Healthy.TotalSeconds, $"{alone.Told.Seconds} s: {alone.Told.Summary}");
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task every_fault_is_found_with_agent_and_snmp_and_never_a_wrong_element_named_without()
    {
        NeedsLab();
        var (table, right, wrong) = (new StringBuilder("| fault | with agent and SNMP | s | SNMP only | s | from here alone | s |\n|---|---|---|---|---|---|---|\n"), 0, new List<string>());
        foreach (var fault in TrialFault.All)
        {
            using var lab = new LabNetwork(fault);
            table.Append($"| {VerdictTelling.Word(fault)} ");
            foreach (var (snmp, agents) in new[] { (true, true), (true, false), (false, false) })
            {
                var answer = await LabProcess.WalkAsync(lab, snmp, agents);
                var mark = Measure(fault, answer.Told);
                table.Append($"| {mark}: {answer.Told.Fault ?? "-"} @ {answer.Told.Place?.Element ?? (answer.Told.Place is { } p ? $"{p.From}…{p.To}" : "-")} | {answer.Told.Seconds:0.0} ");
                if (agents && mark == Mark.Right) right++;
                if (mark == Mark.Wrong || (agents && mark != Mark.Right)) wrong.Add($"{fault} (snmp {snmp}, agents {agents}): {string.Join("\n  ", answer.Lines)}\n  {answer.Told.Summary}\n  remaining: {string.Join(", ", answer.Told.Remaining.Select(r => $"{r.Fault} {r.At}"))}\n  out: {string.Join("\n    ", answer.Told.RuledOut.Select(r => $"{r.Fault} {r.At}: {r.By}"))}");
                if (answer.Told.Seconds >= Dead.TotalSeconds) wrong.Add($"{fault}: {answer.Told.Seconds} s");
            }
            table.AppendLine("|");
        }
        output.WriteLine(table.ToString());
        output.WriteLine($"{right} of {TrialFault.All.Count} right with agent and SNMP");
        Assert.True(wrong.Count == 0, table + string.Join("\n", wrong));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task twenty_walks_of_a_healthy_site_blame_nobody()
    {
        NeedsLab();
        using var lab = new LabNetwork(FaultKind.NothingWrong);
        for (var i = 0; i < 20; i++)
        {
            var found = await LabProcess.WalkAsync(lab, snmp: i % 2 == 0, agents: i % 4 < 2);
            Assert.True(found.Told is { Fault: "nothing-wrong", Works: true } && found.Told.Seconds < Healthy.TotalSeconds, $"Walk {i}, {found.Told.Seconds} s: {found.Told.Summary}\n{string.Join('\n', found.Lines)}");
        }
    }

    private static Mark Measure(FaultKind fault, DiagnosisTold told)
    {
        var verdict = new Verdict(told.Fault is null ? null : Enum.GetValues<FaultKind>().First(f => VerdictTelling.Word(f) == told.Fault), told.Place is { } p ? new FaultPlace(p.Element, p.From, p.To) : null,
            Enum.GetValues<Confidence>().First(c => VerdictTelling.Word(c) == told.Confidence), [], [], null, told.Works) { Call = Caller.Nobody };
        var h = TrialFault.HypothesisOf(fault);
        var at = h.At is null ? ("", "") : TrialFault.Ground.Service(h.At) is { } service ? (service.Host, service.Host) : TrialFault.ElementOf(fault) is LabMap.Line or "wan" ? ("wan", "modem-a") : (h.At, h.At);
        return VerdictMeasure.Of(TrialFault.Ground, verdict, fault, TrialFault.ElementOf(fault), at);
    }
}
