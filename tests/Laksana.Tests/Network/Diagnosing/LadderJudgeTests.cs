using Laksana.Network;
using Xunit;

namespace Laksana.Tests.Network.Diagnosing;

/// <summary>The judgement alone: what is concluded from what was seen.</summary>
public sealed class LadderJudgeTests
{
    private static readonly SiteGround Ground = TrialFault.Ground;

    public static TheoryData<FaultKind> Faults => new(TrialFault.All);

    [Theory]
    [MemberData(nameof(Faults))]
    public void with_everything_seen_the_fault_and_its_place_are_named(FaultKind fault)
    {
        var trial = new TrialFault(fault);
        var verdict = LadderJudge.Judge(Ground, [.. trial.FromHere(), .. trial.BySnmp(), .. trial.FromSite()]);
        Assert.Equal((fault, TrialFault.ElementOf(fault)), (verdict.Fault, verdict.Place?.Element));
        Assert.Equal(fault is FaultKind.NothingWrong or FaultKind.IcmpFiltered, verdict.Works);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void from_here_alone_the_place_is_right_or_wider_and_never_wrong(FaultKind fault) =>
        Assert.NotEqual(Mark.Wrong, Measure(fault, LadderJudge.Judge(Ground, new TrialFault(fault).FromHere())));

    [Theory]
    [InlineData(FaultKind.InterfaceShut, "wan", "modem-a")]
    [InlineData(FaultKind.CableCut, "wan", "modem-a")]
    [InlineData(FaultKind.LineDead, "wan", "modem-a")]
    [InlineData(FaultKind.ModemOff, "wan", "modem-a")]
    [InlineData(FaultKind.PcOff, "modem-a", "kec-a")]
    [InlineData(FaultKind.WrongAddress, "modem-a", "kec-a")]
    [InlineData(FaultKind.WrongMask, "modem-a", "kec-a")]
    [InlineData(FaultKind.WrongGateway, "modem-a", "kec-a")]
    [InlineData(FaultKind.DnsHostOff, "inti", "srv-dns")]
    [InlineData(FaultKind.Loss, "wan", "modem-a")]
    public void without_agent_and_snmp_the_stretch_is_said(FaultKind fault, string from, string to)
    {
        var verdict = LadderJudge.Judge(Ground, new TrialFault(fault).FromHere());
        Assert.Equal(new FaultPlace(null, from, to), verdict.Place);
        Assert.NotNull(verdict.Next);
    }

    [Fact]
    public void nothing_seen_names_nothing()
    {
        var verdict = LadderJudge.Judge(Ground, []);
        Assert.Equal((null, null, Confidence.None, null), (verdict.Fault, verdict.Place, verdict.Confidence, verdict.Works));
        Assert.NotNull(verdict.Next);
    }

    /// <summary>Any part of what can be seen: the truth is never ruled out, nothing wrong is named, and more never makes a right verdict wrong.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void more_evidence_never_makes_a_right_verdict_wrong(FaultKind fault)
    {
        var trial = new TrialFault(fault);
        IReadOnlyList<Sighting> all = [.. trial.FromHere(), .. trial.BySnmp(), .. trial.FromSite()];
        for (var seed = 0; seed < 60; seed++)
        {
            var chance = new Random(seed);
            var order = all.OrderBy(_ => chance.Next()).ToList();
            var (seen, right) = (new List<Sighting>(), false);
            foreach (var next in order)
            {
                seen.Add(next);
                var verdict = LadderJudge.Judge(Ground, seen);
                Assert.Contains(TrialFault.HypothesisOf(fault), verdict.Remaining);
                var mark = Measure(fault, verdict);
                Assert.True(mark != Mark.Wrong, $"{fault}, seed {seed}, after {seen.Count}: {verdict.Fault} at {verdict.Place}");
                Assert.True(!right || mark == Mark.Right, $"{fault}, seed {seed}, after {seen.Count}: right before, now {verdict.Fault} at {verdict.Place}");
                right = mark == Mark.Right;
            }
            Assert.True(right, $"{fault}, seed {seed}");
        }
    }

    [Fact]
    public void what_was_ruled_out_names_the_sighting_that_did_it()
    {
        var verdict = Judge(FaultKind.CableCut);
        var modem = Assert.Single(verdict.RuledOut, r => r.What.Fault == FaultKind.ModemOff);
        Assert.True(modem.By is NeighbourSeen { To: "modem-a", Machines: 1 } or EchoSeen { To: "modem-a", Answered: true }, modem.By.ToString());
        Assert.Equal(Hypotheses.Of(Ground).Count, verdict.Remaining.Count + verdict.RuledOut.Count);
    }

    [Theory]
    [InlineData(FaultKind.CableCut, CallKind.Provider)]
    [InlineData(FaultKind.LineDead, CallKind.Provider)]
    [InlineData(FaultKind.ModemOff, CallKind.GeneralAffairs)]
    [InlineData(FaultKind.PcOff, CallKind.GeneralAffairs)]
    [InlineData(FaultKind.DnsStopped, CallKind.Nobody)]
    [InlineData(FaultKind.NothingWrong, CallKind.Nobody)]
    public void whom_to_call_follows_from_the_place(FaultKind fault, CallKind whom) => Assert.Equal(whom, Judge(fault).Call.Kind);

    [Fact]
    public void a_router_that_answers_no_pings_is_not_blamed_for_what_lies_behind_it()
    {
        var seen = new TrialFault(FaultKind.NothingWrong).FromHere().Select(s => s is EchoSeen { To: "wan" } e ? e with { Received = 0, LeastMs = null } : s).ToList();
        Assert.Equal(FaultKind.NothingWrong, LadderJudge.Judge(Ground, seen).Fault);
    }

    [Fact]
    public void a_server_that_answers_no_pings_hides_no_fault_at_the_site()
    {
        var seen = new TrialFault(FaultKind.CableCut).FromHere().Select(s => s is EchoSeen { To: "srv-web" } e ? e with { Received = 0, LeastMs = null } : s).ToList();
        Assert.Equal(new FaultPlace(null, "wan", "modem-a"), LadderJudge.Judge(Ground, seen).Place);
    }

    [Fact]
    public void two_faults_are_told_as_two()
    {
        var (site, dns) = (new TrialFault(FaultKind.CableCut), new TrialFault(FaultKind.DnsStopped));
        Sighting[] seen = [.. site.FromHere().Where(s => s.To != "dns"), .. site.BySnmp(), .. site.FromSite(), .. dns.FromHere().Where(s => s.To == "dns")];
        var verdict = LadderJudge.Judge(Ground, seen);
        Assert.Equal((FaultKind.CableCut, FaultKind.DnsStopped, false), (verdict.Fault, verdict.Beside?.Fault, verdict.Works));
    }

    [Fact]
    public void when_the_own_line_is_down_nobody_is_blamed()
    {
        Sighting[] seen = [new UplinkSeen(false), .. Ground.Nodes.Where(n => n.Role is NodeRole.Router or NodeRole.Modem or NodeRole.EndPoint or NodeRole.Host).Select(n => new EchoSeen(SiteGround.Here, n.Id, 2, 0, null))];
        var verdict = LadderJudge.Judge(Ground, seen);
        Assert.Equal((FaultKind.OwnUplink, SiteGround.Here), (verdict.Fault, verdict.Place?.Element));
    }

    private static Verdict Judge(FaultKind fault)
    {
        var trial = new TrialFault(fault);
        return LadderJudge.Judge(Ground, [.. trial.FromHere(), .. trial.BySnmp(), .. trial.FromSite()]);
    }

    private static Mark Measure(FaultKind fault, Verdict verdict)
    {
        var h = TrialFault.HypothesisOf(fault);
        var at = h.At is null ? ("", "") : Ground.Service(h.At) is { } service ? (service.Host, service.Host) : TrialFault.ElementOf(fault) is TrialFault.Line ? ("wan", "modem-a") : fault == FaultKind.InterfaceShut ? ("wan", "modem-a") : (h.At, h.At);
        return VerdictMeasure.Of(Ground, verdict, fault, TrialFault.ElementOf(fault), at);
    }
}
