using FsCheck;
using FsCheck.Fluent;
using Laksana.Cases;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>What is offered, the engine accepts; what it accepts, is offered.</summary>
public sealed class CaseActsTests
{
    private static readonly string[] Officers = ["jfu1", "jfu2", "kasi1", "kabid1", "rangkap", "lain", "admin"];

    [Fact]
    public void offers_and_the_engine_agree_in_any_state() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var chance = new Random(seed);
            var c = new TrialCase().Opened();
            // One signed paper for each row: none serves two.
            for (var run = 1; run <= 80; run++) c.Do("jfu1", new AttachDocument(Paper(run), "kertas.pdf", "application/pdf", 1, null));
            for (var i = 0; i < 25 && c.State!.Status == CaseStatus.Running; i++)
            {
                Agree(c);
                var officer = Officers[chance.Next(Officers.Length)];
                var run = c.State.OpenRuns.ToList()[chance.Next(c.State.OpenRuns.Count())];
                var acts = Acts(c, officer).On(run).ToList();
                if (acts.Count > 0 && acts[chance.Next(acts.Count)] is var act) c.Try(officer, CommandFor(c, run, act, officer));
            }
        }));

    private static string Paper(int run) => run.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    private static void Agree(TrialCase c)
    {
        foreach (var officer in Officers)
        {
            var acts = Acts(c, officer);
            foreach (var run in c.State!.OpenRuns)
            {
                var offered = acts.On(run).ToHashSet();
                foreach (var act in OnRows)
                    Assert.True(offered.Contains(act) == Accepts(c, officer, CommandFor(c, run, act, officer)), $"{act} on {run.Step} ({run.Status}, {run.Officer}) by {officer}");
            }
            foreach (var run in c.State.OpenRuns.Where(r => acts.On(r).Contains(CaseAct.RetryAction)))
                Assert.True(Accepts(c, officer, new RetryAction(run.Run)));
            var onCase = acts.OnCase().ToHashSet();
            Assert.Equal(onCase.Contains(CaseAct.AddNote), Accepts(c, officer, new AddNote("x")));
            Assert.Equal(onCase.Contains(CaseAct.Link), Accepts(c, officer, new LinkCase(TrialCase.Other, LinkKind.Related, "x")));
            Assert.Equal(onCase.Contains(CaseAct.Cancel), Accepts(c, officer, new CancelCase("x")));
            Assert.Equal(onCase.Contains(CaseAct.EraseValues), Accepts(c, officer, new EraseValues(["nik"], "x")));
        }
    }

    private static readonly CaseAct[] OnRows =
        [CaseAct.Begin, CaseAct.Complete, CaseAct.Acknowledge, CaseAct.Return, CaseAct.Release, CaseAct.Reassign, CaseAct.Pause, CaseAct.Resume, CaseAct.CancelAction, CaseAct.EnterAfterwards, CaseAct.RecordOnBehalf];

    private static CaseActs Acts(TrialCase c, string officer) => new(new Rights(c.Sheet, c.Staff), c.State!, officer, officer == "admin", c.Actions);

    private static bool Accepts(TrialCase c, string officer, CaseCommand command) =>
        CaseEngine.Decide(c.Sheet, c.State, command, c.Context(officer)) is Decision.Accepted;

    private static CaseCommand CommandFor(TrialCase c, StepRun run, CaseAct act, string officer)
    {
        var step = c.Sheet.Step(run.Step);
        var outcome = step.Decides ? step.Outcomes[0].Name : null;
        var fields = run.Step == "terima" ? new Dictionary<string, string> { ["tempat"] = "Kantor", ["lokasi"] = "kec-a\nkec-b" } : [];
        var rights = new Rights(c.Sheet, c.Staff);
        var another = rights.WhoMayAct(c.State!, run).FirstOrDefault(o => o != officer && (run.Status == RunStatus.Reported || run.Officer is null || run.Officer == o || run.Officer == officer));
        return act switch
        {
            CaseAct.Begin => new BeginStep(run.Run),
            CaseAct.Complete => new CompleteStep(run.Run, fields, step.ReportsTo is null ? outcome : null) { ByHand = true },
            CaseAct.Acknowledge => new AcknowledgeReport(run.Run, outcome),
            CaseAct.Return => new ReturnForCorrection(run.Run, Acts(c, officer).ReturnTargets(run).FirstOrDefault("terima"), "x", []),
            CaseAct.Release => new ReleaseStep(run.Run, "x"),
            CaseAct.Reassign => new ReassignStep(run.Run, c.Staff.Holdings.Select(h => h.Officer).FirstOrDefault(o => o != run.Officer && rights.ToDo(c.State!, run, o) is not null) ?? "jfu1", "x"),
            CaseAct.Pause => new PauseClock(run.Run, "penyedia", "x"),
            CaseAct.Resume => new ResumeClock(run.Run, null),
            CaseAct.CancelAction => new CancelAction(run.Run, "x"),
            CaseAct.RetryAction => new RetryAction(run.Run),
            CaseAct.EnterAfterwards => new EnterAfterwards([new LateEntry(run.Step, run.Site, c.Now, c.Now, fields, step.ReportsTo is null ? outcome : null)]),
            CaseAct.RecordOnBehalf when run.Status == RunStatus.Reported => new AcknowledgeReport(run.Run, outcome) { OnBehalf = new OnBehalfOf(another ?? "tidak-ada", Paper(run.Run)) },
            CaseAct.RecordOnBehalf => new CompleteStep(run.Run, fields, step.ReportsTo is null ? outcome : null) { ByHand = true, OnBehalf = new OnBehalfOf(another ?? "tidak-ada", Paper(run.Run)) },
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }
}
