using FsCheck;
using FsCheck.Fluent;
using Laksana.Cases;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>Whatever officers and machines ask in whatever order, a case keeps its invariants and is nothing but its events.</summary>
public sealed class CaseEngineProperties
{
    private static readonly string[] Officers = ["jfu1", "jfu2", "kasi1", "kabid1", "rangkap", "lain", "admin"];

    [Fact]
    public void any_sequence_of_commands_keeps_the_invariants_and_replays_to_the_same_state() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(600), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var chance = new Random(seed);
            var c = new TrialCase();
            for (var i = 0; i < 120; i++)
            {
                c.Now = c.Now.AddMinutes(chance.Next(0, 90));
                var before = c.State;
                var decision = c.Try(chance.Next(8) == 0 ? null : Officers[chance.Next(Officers.Length)], Any(c, chance));
                if (decision is Decision.Refused) Assert.Same(before, c.State);
                if (c.State is not null) Holds(c);
            }
            // The replay goes through the stored bytes, as the store does.
            var replayed = CaseEngine.Replay(c.Events.Select(e =>
            {
                var (kind, form, body) = EventJson.Serialize(e);
                return EventJson.Deserialize(kind, form, body);
            }));
            Assert.Equal(Print(c.State), Print(replayed));
        }));

    private static void Holds(TrialCase c)
    {
        var s = c.State!;
        Assert.Equal(c.Events.Count, s.Version);
        Assert.Equal(Enumerable.Range(1, s.Runs.Count), s.Runs.Select(r => r.Run));
        Assert.Equal(s.Status == CaseStatus.Running, s.OpenRuns.Any());
        Assert.Equal(s.OpenRuns.Count(), s.OpenRuns.DistinctBy(r => (r.Step, r.Site)).Count());
        Assert.All(s.Runs, r =>
        {
            Assert.Equal(r.Status == RunStatus.Paused, r.Pauses is [.., { Until: null }]);
            if (r.Status is RunStatus.Done) Assert.NotNull(r.Time);
            if (r.Time is { } t) Assert.True(t is { Handling: >= 0, Queueing: >= 0, Waiting: >= 0 });
            Assert.Equal(r.IsOpen, r.EndedAt is null);
            if (r.Status is RunStatus.Working or RunStatus.Paused) Assert.NotNull(r.Officer);
        });
        var limits = c.Events.OfType<LimitPassed>().ToList();
        Assert.Equal(limits.Count, limits.DistinctBy(l => (l.Run, l.Limit)).Count());
        foreach (var acknowledged in c.Events.OfType<ReportAcknowledged>())
            Assert.DoesNotContain(c.Events.OfType<StepReported>(), r => r.Run == acknowledged.Run && r.By!.Officer == acknowledged.By!.Officer);
        var decided = c.Events.OfType<StepCompleted>().Where(e => s.Runs[e.Run - 1].Step == "putus").Select(e => e.By!.Officer);
        var asked = s.Runs.Where(r => r.Step == "terima").SelectMany(r => r.DoneBy).ToHashSet();
        Assert.DoesNotContain(decided, asked.Contains);
    }

    private static CaseCommand Any(TrialCase c, Random chance)
    {
        if (c.State is null) return new OpenCase("UJI-2026-0001", 1, new Dictionary<string, string>());
        var open = c.State.OpenRuns.ToList();
        var run = open.Count > 0 && chance.Next(10) > 0 ? open[chance.Next(open.Count)] : null;
        var n = run?.Run ?? chance.Next(-1, 40);
        var fields = run?.Step == "terima" && chance.Next(5) > 0
            ? new Dictionary<string, string> { ["tempat"] = "Kantor", ["lokasi"] = chance.Next(2) == 0 ? "kec-a" : "kec-a\nkec-b", ["nik"] = "3304010101900001" } : [];
        var step = run is null ? null : c.Sheet.Step(run.Step);
        var outcome = step is { Decides: true } ? step.Outcomes[chance.Next(step.Outcomes.Count)].Name : null;
        return chance.Next(20) switch
        {
            0 or 1 => new BeginStep(n),
            2 => new ReleaseStep(n, "x"),
            3 => new ReassignStep(n, Officers[chance.Next(Officers.Length)], "x"),
            4 or 5 => new AcknowledgeReport(n, outcome),
            6 => new ReturnForCorrection(n, c.Sheet.Steps[chance.Next(c.Sheet.Steps.Count)].Id, "x", chance.Next(3) == 0 ? ["kec-a"] : []),
            7 => new PauseClock(n, "penyedia", "x"),
            8 => new ResumeClock(n, null),
            9 => new EnterAfterwards([new LateEntry(run?.Step ?? "arsip", run?.Site, c.Now.AddMinutes(-chance.Next(60)), c.Now, fields, outcome)]),
            10 => new RetryAction(n),
            11 => new CancelAction(n, "x"),
            12 when run?.Machine is { } m => new ReportActionSuccess(n, m.ActionRun, "baik", null, System.Text.Json.JsonDocument.Parse("{}").RootElement),
            13 when run?.Machine is { } m => new ReportActionFailure(n, m.ActionRun, "gagal", null),
            14 => new SayLimitsPassed(),
            15 when chance.Next(20) == 0 => new CancelCase("x"),
            16 => new AttachDocument(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()), "a.pdf", "application/pdf", 1, null),
            _ => new CompleteStep(n, fields, outcome) { ByHand = chance.Next(3) > 0 },
        };
    }

    private static string Print(CaseState? state) => System.Text.Json.JsonSerializer.Serialize(state);
}
