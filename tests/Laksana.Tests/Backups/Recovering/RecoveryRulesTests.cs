using Laksana.Backups;
using Xunit;
using static Laksana.Backups.RecoveryStage;

namespace Laksana.Tests.Backups;

/// <summary>The pure rules of a recovery: what may follow what, and who may do it.</summary>
public sealed class RecoveryRulesTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);
    private static readonly RecoveryRules Rules = new(new RecoveryPolicy());
    private static readonly string[] Officers = ["dimas", "sari", "bagus", RecoveryRules.Installation];

    [Fact]
    public void the_way_through_leads_from_the_plan_to_a_removed_old_database()
    {
        var r = Through(New(),
            ("dimas", new RecoveryAct.ReportPreflight(Preflight())), ("dimas", new RecoveryAct.BeginRestore()), ("dimas", new RecoveryAct.FinishRestore(Restored("dimas"))),
            ("dimas", new RecoveryAct.ReportLoss(Loss("dimas"))), ("sari", new RecoveryAct.Approve("siak", "setuju")), ("dimas", new RecoveryAct.BeginSwap(Plan())),
            ("dimas", new RecoveryAct.FinishSwap(new SwapReport(Morning, "dimas", 0.4, 3))), ("dimas", new RecoveryAct.ReportCheck(new CheckReport(Morning, "dimas", []))));
        Assert.Equal((Checked, 9, Morning + TimeSpan.FromDays(14)), (r.Stage, r.Version, r.KeepUntil));
        Assert.Equal("kept-until", Refused(r, "dimas", new RecoveryAct.AskRelease("ruang")));
        var later = Morning + TimeSpan.FromDays(15);
        r = Rules.Decide(r, new RecoveryAct.AskRelease("ruang"), "dimas", later).Next!;
        Assert.Equal("own-release", Rules.Decide(r, new RecoveryAct.AgreeRelease(r.Names.Old), "dimas", later).Refused!.Code);
        Assert.Equal("typed-name", Rules.Decide(r, new RecoveryAct.AgreeRelease("siak"), "sari", later).Refused!.Code);
        r = Rules.Decide(r, new RecoveryAct.AgreeRelease(r.Names.Old), "sari", later).Next!;
        Assert.Equal("released", Rules.Decide(r, new RecoveryAct.BeginUndo("terlambat"), "dimas", later).Refused!.Code);
        Assert.Equal(Closed, Rules.Decide(r, new RecoveryAct.ReportCleared(), RecoveryRules.Installation, later).Next!.Stage);
    }

    [Fact]
    public void whoever_prepared_it_or_runs_the_machine_never_approves_and_the_name_must_be_typed()
    {
        var r = Through(New(), ("dimas", new RecoveryAct.ReportPreflight(Preflight())), ("ratri", new RecoveryAct.BeginRestore()), ("ratri", new RecoveryAct.FinishRestore(Restored("ratri"))),
            ("dimas", new RecoveryAct.ReportLoss(Loss("laila"))));
        foreach (var own in new[] { "dimas", "ratri", "laila", RecoveryRules.Installation })
        {
            Assert.Equal("own-approval", Refused(r, own, new RecoveryAct.Approve("siak", null)));
            Assert.Equal("own-approval", Refused(r, own, new RecoveryAct.Reject("tidak")));
        }
        foreach (var typed in new[] { "", "SIAK", "siak ", "siak_pulih_0a1b2c3d" }) Assert.Equal("typed-name", Refused(r, "sari", new RecoveryAct.Approve(typed, null)));
        Assert.Equal(Approved, Rules.Decide(r, new RecoveryAct.Approve("siak", null), "sari", Morning).Next!.Stage);
    }

    [Fact]
    public void what_was_approved_is_what_is_swapped_and_soon()
    {
        var r = Through(New(), ("dimas", new RecoveryAct.ReportPreflight(Preflight())), ("dimas", new RecoveryAct.BeginRestore()), ("dimas", new RecoveryAct.FinishRestore(Restored("dimas"))),
            ("dimas", new RecoveryAct.ReportLoss(Loss("dimas"))));
        Assert.Equal("preview-old", Rules.Decide(r, new RecoveryAct.Approve("siak", null), "sari", Morning.AddHours(25)).Refused!.Code);
        r = Rules.Decide(r, new RecoveryAct.Approve("siak", null), "sari", Morning.AddHours(23)).Next!;
        Assert.Equal("beside-changed", Refused(r, "dimas", new RecoveryAct.BeginSwap(Plan() with { RestoredIdentity = "9" })));
        Assert.Equal("live-changed", Refused(r, "dimas", new RecoveryAct.BeginSwap(Plan() with { LiveIdentity = "9" })));
        Assert.Equal("approval-old", Rules.Decide(r, new RecoveryAct.BeginSwap(Plan()), "dimas", Morning.AddHours(48)).Refused!.Code);
        // A new look ends the approval that was given on the old one.
        r = Rules.Decide(r, new RecoveryAct.ReportLoss(Loss("dimas")), "dimas", Morning.AddHours(24)).Next!;
        Assert.Equal((Previewed, null), (r.Stage, r.Approved));
        Assert.Equal("approve-first", Refused(r, "dimas", new RecoveryAct.BeginSwap(Plan())));
    }

    [Fact]
    public void a_swap_that_a_later_one_has_overtaken_is_not_undone()
    {
        var r = Swapped();
        Assert.Equal("superseded", (Rules with { Superseded = true }).Decide(r, new RecoveryAct.BeginUndo("salah"), "dimas", Morning).Refused!.Code);
        r = Rules.Decide(r, new RecoveryAct.BeginUndo("salah"), "dimas", Morning).Next!;
        Assert.Equal(RecoveryStage.Swapped, Rules.Decide(r, new RecoveryAct.AbortUndo("tidak dapat"), "dimas", Morning).Next!.Stage);
        r = Rules.Decide(r, new RecoveryAct.FinishUndo(0.2), "dimas", Morning).Next!;
        // What was restored stands beside again, with what was entered since: it goes only with a second officer too.
        Assert.Equal((Undone, "siak_pulih_0a1b2c3d"), (r.Stage, RecoveryRules.Kept(r)));
        r = Rules.Decide(r, new RecoveryAct.AskRelease("tidak dipakai"), "dimas", Morning).Next!;
        Assert.Equal("own-release", Refused(r, "dimas", new RecoveryAct.AgreeRelease("siak_pulih_0a1b2c3d")));
    }

    [Fact]
    public void every_stage_takes_exactly_its_acts_and_says_why_not_to_the_others()
    {
        var acts = Acts("siak", "siak_lama_0a1b2c3d");
        foreach (var stage in Enum.GetValues<RecoveryStage>())
            foreach (var act in acts)
            {
                var decision = Rules.Decide(In(stage), act, "sari", Morning);
                Assert.True((decision.Next is null) != (decision.Refused is null));
                if (!RecoveryRules.Allowed(stage, act)) Assert.NotNull(decision.Refused);
                if (stage.IsEnded()) Assert.NotNull(act is RecoveryAct.ReportCleared && stage == Cancelled ? "" : decision.Refused?.Code);
            }
        // Nothing that has been swapped in is ended by cancelling.
        foreach (var stage in new[] { Swapping, RecoveryStage.Swapped, Checked, Undoing, Undone, Closed, Cancelled }) Assert.False(RecoveryRules.Allowed(stage, new RecoveryAct.Cancel("x")));
    }

    /// <summary>Whatever is sent in whatever order by whomever, what must hold holds.</summary>
    [Fact]
    public void no_order_of_acts_leads_around_the_second_officer_or_back_from_an_end()
    {
        var random = new Random(20261116);
        var reached = new HashSet<RecoveryStage>();
        for (var walk = 0; walk < 4000; walk++)
        {
            var (now, at) = (New(), Morning);
            string? approver = null, agreed = null;
            for (var step = 0; step < 40; step++)
            {
                var officer = Officers[random.Next(Officers.Length)];
                var acts = Acts(random.Next(4) == 0 ? "salah" : "siak", RecoveryRules.Kept(now));
                // Mostly something the stage takes: a walk of refusals leads nowhere.
                var fitting = acts.Where(a => RecoveryRules.Allowed(now.Stage, a)).ToList();
                var act = fitting.Count > 0 && random.Next(5) > 0 ? fitting[random.Next(fitting.Count)] : acts[random.Next(acts.Count)];
                at += TimeSpan.FromHours(random.Next(random.Next(20) == 0 ? 400 : 3));
                var before = now;
                var (next, refused) = Rules.Decide(now, act, officer, at) is var d ? (d.Next, d.Refused) : default;
                if (next is null)
                {
                    Assert.NotEmpty(refused!.Code);
                    continue;
                }
                Assert.Equal(before.Version + 1, next.Version);
                Assert.Equal((before.Id, before.Names, before.PlannedBy, before.Backup), (next.Id, next.Names, next.PlannedBy, next.Backup));
                Assert.False(before.Stage == Closed);
                Assert.False(before.Stage == Cancelled && next.Stage != Cancelled);
                if (act is RecoveryAct.Approve) approver = officer;
                if (act is RecoveryAct.AgreeRelease) agreed = officer;
                if (next.Stage == Swapping)
                {
                    Assert.NotNull(approver);
                    Assert.Equal(approver, next.Approved!.By);
                    Assert.DoesNotContain(approver, next.Preparers);
                    Assert.NotEqual(RecoveryRules.Installation, approver);
                    Assert.True(at - next.Approved.At <= Rules.Policy.Fresh && next.Approved.At - next.Loss!.At <= Rules.Policy.Fresh);
                }
                if (next.Stage == Closed)
                {
                    Assert.NotNull(agreed);
                    Assert.NotEqual(before.Release!.By, agreed);
                }
                if (next.Stage.Keeps() && !next.Cleared) Assert.NotNull(next.Release!.AgreedBy);
                (now, _) = (next, reached.Add(next.Stage));
            }
        }
        Assert.Equal(Enum.GetValues<RecoveryStage>().Where(s => s != Planned).Order(), reached.Where(s => s != Planned).Order());
    }

    [Theory]
    [InlineData("siak", "siak_pulih_0a1b2c3d", "siak_lama_0a1b2c3d", "siak_pulih_0a1b2c3d_12")]
    [InlineData("a\"; drop database \"b", "a\"; drop database \"b_pulih_0a1b2c3d", "a\"; drop database \"b_lama_0a1b2c3d", "a\"; drop database \"b_pulih_0a1b2c3d_12")]
    public void what_stands_beside_is_named_after_what_is_live(string live, string beside, string old, string attempt)
    {
        Assert.Equal(new RecoveryNames(live, beside, old), BesideNames.Of(SourceKind.PostgreSql, live, "0a1b2c3d"));
        Assert.Equal(attempt, BesideNames.OfAttempt(SourceKind.PostgreSql, live, "0a1b2c3d", 12));
    }

    [Fact]
    public void long_names_are_cut_at_a_letter_and_stay_apart()
    {
        foreach (var letter in new[] { "x", "é", "語", "𝄞" })
        {
            var live = string.Concat(Enumerable.Repeat(letter, 63 / System.Text.Encoding.UTF8.GetByteCount(letter)));
            var names = BesideNames.Of(SourceKind.PostgreSql, live, "0a1b2c3d");
            string[] all = [names.Beside, names.Old, .. Enumerable.Range(1, 20).Select(n => BesideNames.OfAttempt(SourceKind.PostgreSql, live, "0a1b2c3d", n)), BesideNames.Of(SourceKind.PostgreSql, live, "0a1b2c3e").Beside];
            Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
            Assert.All(all, name => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 20, 63));
            Assert.DoesNotContain('\uFFFD', string.Concat(all));
        }
        Assert.Equal(new RecoveryNames("/srv/web", "/srv/web.pulih-0a1b2c3d", "/srv/web.lama-0a1b2c3d"), BesideNames.Of(SourceKind.Tree, "/srv/web", "0a1b2c3d"));
    }

    private static Recovery New() => new()
    {
        Office = "banjarnegara", Id = "0a1b2c3d", Source = "kependudukan", Kind = SourceKind.PostgreSql, Backup = "2026-11-16_0700_kependudukan_11111111", Moment = Morning, Reason = "tabel terhapus",
        Names = BesideNames.Of(SourceKind.PostgreSql, "siak", "0a1b2c3d"), PlannedBy = "dimas", PlannedAt = Morning,
    };

    private static Recovery Swapped() => Through(New(), ("dimas", new RecoveryAct.ReportPreflight(Preflight())), ("dimas", new RecoveryAct.BeginRestore()),
        ("dimas", new RecoveryAct.FinishRestore(Restored("dimas"))), ("dimas", new RecoveryAct.ReportLoss(Loss("dimas"))), ("sari", new RecoveryAct.Approve("siak", null)),
        ("dimas", new RecoveryAct.BeginSwap(Plan())), ("dimas", new RecoveryAct.FinishSwap(new SwapReport(Morning, "dimas", 0.1, 0))));

    /// <summary>A recovery in a stage, with everything that any stage may rest on.</summary>
    private static Recovery In(RecoveryStage stage) => Swapped() with
    {
        Stage = stage, Release = new ReleaseAsked(Morning, "dimas", "ruang"), Undone = new UndoReport(Morning, "dimas", "salah", Checked), KeepUntil = Morning, Cleared = false,
    };

    private static Recovery Through(Recovery recovery, params (string Officer, RecoveryAct Act)[] acts)
    {
        foreach (var (officer, act) in acts)
        {
            var decision = Rules.Decide(recovery, act, officer, Morning);
            Assert.True(decision.Next is not null, $"{act.Name}: {decision.Refused?.Code}");
            recovery = decision.Next;
        }
        return recovery;
    }

    private static string? Refused(Recovery recovery, string officer, RecoveryAct act) => Rules.Decide(recovery, act, officer, Morning).Refused?.Code;

    private static List<RecoveryAct> Acts(string typed, string kept) =>
    [
        new RecoveryAct.ReportPreflight(Preflight()), new RecoveryAct.ReportPreflight(Preflight() with { Findings = [RecoveryFinding.Block("no-key")] }), new RecoveryAct.BeginRestore(),
        new RecoveryAct.FinishRestore(Restored("dimas")), new RecoveryAct.FailRestore("disk penuh"), new RecoveryAct.ReportLoss(Loss("dimas")), new RecoveryAct.Approve(typed, null), new RecoveryAct.Reject("tidak"),
        new RecoveryAct.BeginSwap(Plan()), new RecoveryAct.FinishSwap(new SwapReport(Morning, "dimas", 1, 1)), new RecoveryAct.AbortSwap("koneksi tetap ada"),
        new RecoveryAct.ReportCheck(new CheckReport(Morning, "dimas", [])), new RecoveryAct.ReportCheck(new CheckReport(Morning, "dimas", [RecoveryFinding.Block("no-key")])),
        new RecoveryAct.BeginUndo("salah"), new RecoveryAct.FinishUndo(1), new RecoveryAct.AbortUndo("tidak dapat"), new RecoveryAct.KeepLonger(Morning.AddDays(30)), new RecoveryAct.AskRelease("ruang"),
        new RecoveryAct.AgreeRelease(typed == "siak" ? kept : typed), new RecoveryAct.RefuseRelease("simpan dulu"), new RecoveryAct.Cancel("batal"), new RecoveryAct.ReportCleared(),
    ];

    private static PreflightReport Preflight() => new(Morning, "dimas", [RecoveryFinding.Fine("key")], 60, 2);

    private static RestoreReport Restored(string by) => new(Morning, by, "17000", "aa", 1000, 5, 12);

    private static LossReport Loss(string by) => new(Morning, by, 5, 1, 10, 2, 1, true, "16000", 3);

    private static SwapPlan Plan() => new(Morning, "dimas", "16000", "17000", new Dictionary<string, string>());
}
