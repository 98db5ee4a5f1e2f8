using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Cases;

public sealed class CaseEngineTests
{
    [Fact]
    public void a_case_runs_from_opening_through_parallel_and_per_site_rows_to_its_end()
    {
        var c = new TrialCase().Opened();
        Assert.Equal(["cek-a", "cek-b"], c.State!.OpenRuns.Select(r => r.Step));
        c.Complete("kasi1", "cek-b");
        Assert.Equal(["cek-a"], c.State.OpenRuns.Select(r => r.Step));
        c.Complete("jfu2", "cek-a", byHand: true);
        Assert.Equal(["kec-a", "kec-b"], c.State.OpenRuns.Select(r => r.Site));
        c.Visited().Reported();
        c.Complete("kabid1", "putus", "setuju");
        c.Complete("jfu2", "arsip");

        Assert.Equal(CaseStatus.Closed, c.State.Status);
        Assert.IsType<CaseClosed>(c.Events[^1]);
        Assert.Equal(c.Events.Count, c.State.Version);
    }

    [Fact]
    public void an_outcome_that_ends_closes_the_case()
    {
        var c = new TrialCase().Opened().Checked().Visited().Reported();
        c.Complete("kabid1", "putus", "tolak");
        Assert.Equal(CaseStatus.Closed, c.State!.Status);
        Assert.Equal("case.ended", c.Refused("jfu1", new AddNote("terlambat")));
    }

    [Fact]
    public void nobody_acknowledges_his_own_report_and_where_only_the_sender_holds_the_role_the_position_above_stands_in()
    {
        var c = new TrialCase().Opened().Checked().Visited();
        c.Complete("rangkap", "lapor");
        Assert.Equal("step.not-yours", c.Refused("rangkap", new AcknowledgeReport(c.Run("lapor"), "ya")));
        Assert.Equal(AuthorityBasis.Role, c.Do("kasi1", new AcknowledgeReport(c.Run("lapor"), "ya"))[0].By!.Basis);

        var alone = TrialSheet.Staff with { Holdings = [.. TrialSheet.Staff.Holdings.Where(h => h.Officer != "kasi1")] };
        var d = new TrialCase { Staff = alone }.Opened();
        d.Complete("jfu1", "cek-a", byHand: true);
        d.Complete("rangkap", "cek-b");
        d.Visited();
        d.Complete("rangkap", "lapor");
        var by = d.Do("kabid1", new AcknowledgeReport(d.Run("lapor"), "ya"))[0].By!;
        Assert.Equal((AuthorityBasis.StandIn, "p-kabid", "kasi", Capacity.Plt, "800/1/2026"), (by.Basis, by.Position, by.Role, by.Capacity, by.Warrant));
    }

    [Fact]
    public void the_second_officer_rule_bars_who_asked_and_names_who_stands_in()
    {
        // The Kabid's post is vacant: the sheet says that the Kasi stands in.
        var vacant = TrialSheet.Staff with { Holdings = [.. TrialSheet.Staff.Holdings.Where(h => h.Officer != "kabid1")] };
        var c = new TrialCase { Staff = vacant }.Opened().Checked().Visited().Reported();
        Assert.Equal("step.not-yours", c.Refused("jfu1", new BeginStep(c.Run("putus"))));
        var by = c.Do("kasi1", new CompleteStep(c.Run("putus"), new Dictionary<string, string>(), "setuju"))[0].By!;
        Assert.Equal((AuthorityBasis.StandIn, "kabid"), (by.Basis, by.Role));
    }

    [Fact]
    public void returning_for_correction_reopens_the_row_with_its_reason_and_only_the_named_site()
    {
        var c = new TrialCase().Opened().Checked().Visited();
        c.Complete("jfu1", "lapor");
        Assert.Equal("reason.needed", c.Refused("kasi1", new ReturnForCorrection(c.Run("lapor"), "kunjungi", "  ", [])));
        Assert.Equal("return.not-there", c.Refused("kasi1", new ReturnForCorrection(c.Run("lapor"), "terima", "x", [])));
        c.Do("kasi1", new ReturnForCorrection(c.Run("lapor"), "kunjungi", "foto kabur", ["kec-b"]));
        var again = Assert.Single(c.State!.OpenRuns);
        Assert.Equal(("kunjungi", "kec-b", 2), (again.Step, again.Site, again.Round));
        c.Visited();
        Assert.Equal("lapor", Assert.Single(c.State.OpenRuns).Step);
    }

    [Fact]
    public void a_row_that_waits_stops_the_clock_from_begin_to_completion()
    {
        var c = new TrialCase().Opened().Checked().Visited().Reported("tidak");
        c.Do("jfu1", new BeginStep(c.Run("tunggu")));
        Assert.Equal(RunStatus.Paused, c.State!.OpenRuns.Single().Status);
        c.Now = c.Now.AddDays(3);
        c.Complete("jfu1", "tunggu");
        var run = c.State.Runs.Last(r => r.Step == "tunggu");
        Assert.False(run.HandlingLimitPassed);
        Assert.Equal((0, 3 * 450 * 60), (run.Time!.Handling, run.Time.Waiting));
        Assert.Equal("kunjungi", c.State.OpenRuns.First().Step);
    }

    [Fact]
    public void a_late_row_is_late_once_whether_the_sweep_or_its_completion_says_so()
    {
        var c = new TrialCase().Opened();
        c.Do("kasi1", new BeginStep(c.Run("cek-b")));
        c.Now = c.Now.AddMinutes(6);
        var said = Assert.IsType<LimitPassed>(Assert.Single(c.Do(null, new SayLimitsPassed())));
        Assert.Equal((LimitKind.Handling, TrialSheet.Monday.AddMinutes(5)), (said.Limit, said.Due));
        Assert.Empty(c.Do(null, new SayLimitsPassed()));
        c.Complete("kasi1", "cek-b");
        Assert.Single(c.Events.OfType<LimitPassed>());

        var d = new TrialCase().Opened();
        d.Do("kasi1", new BeginStep(d.Run("cek-b")));
        d.Now = d.Now.AddMinutes(6);
        d.Complete("kasi1", "cek-b");
        Assert.Single(d.Events.OfType<LimitPassed>());
    }

    [Fact]
    public void lying_in_the_tray_is_measured_apart_from_handling()
    {
        var c = new TrialCase().Opened();
        c.Now = c.Now.AddHours(2);
        c.Do("kasi1", new BeginStep(c.Run("cek-b")));
        c.Now = c.Now.AddMinutes(4);
        c.Complete("kasi1", "cek-b");
        Assert.Equal(new TimeUsed(240, 7200, 0), c.State!.Runs.Single(r => r.Step == "cek-b").Time);
    }

    [Fact]
    public void machine_work_starts_with_the_row_and_a_failure_needs_a_retry_or_the_officers_own_hand()
    {
        var c = new TrialCase().Opened();
        var begun = c.Do("jfu1", new BeginStep(c.Run("cek-a")));
        var started = Assert.IsType<ActionStarted>(begun[^1]);
        Assert.Equal("machine.running", c.Refused("jfu1", new CompleteStep(started.Run, new Dictionary<string, string>())));
        c.Do(null, new ReportActionFailure(started.Run, started.ActionRun, "tidak tersambung", null));
        Assert.Equal("machine.not-expected", c.Refused(null, new ReportActionFailure(started.Run, started.ActionRun, "lagi", null)));
        Assert.Equal("machine.failed", c.Refused("jfu1", new CompleteStep(started.Run, new Dictionary<string, string>())));
        var retried = Assert.IsType<ActionStarted>(Assert.Single(c.Do("jfu1", new RetryAction(started.Run))));
        Assert.Equal(2, retried.Attempt);
        Assert.Equal("machine.not-expected", c.Refused(null, new ReportActionSuccess(started.Run, started.ActionRun, "usang", null, default)));
        c.Do(null, new ReportActionSuccess(retried.Run, retried.ActionRun, "100%", null, System.Text.Json.JsonDocument.Parse("{}").RootElement));
        c.Complete("jfu1", "cek-a");
        Assert.False(c.Events.OfType<StepCompleted>().Last().ByHand);
    }

    [Fact]
    public void a_superiors_decision_is_recorded_with_the_signed_paper_and_confirmed_later()
    {
        var c = new TrialCase().Opened().Checked().Visited().Reported();
        var decide = new CompleteStep(c.Run("putus"), new Dictionary<string, string>(), "setuju") { OnBehalf = new OnBehalfOf("kabid1", new string('a', 64)) };
        Assert.Equal("on-behalf.paper", c.Refused("jfu2", decide));
        c.Do("jfu2", new AttachDocument(new string('a', 64), "disposisi.jpg", "image/jpeg", 10, null));
        var by = c.Do("jfu2", decide).OfType<StepCompleted>().Single().By!;
        Assert.Equal(("jfu2", "kabid1", AuthorityBasis.OnBehalf), (by.Officer, by.OnBehalf!.Officer, by.Basis));
        var act = Assert.Single(c.State!.OnBehalfActs);
        Assert.IsType<StepCompleted>(c.Events[act.Key - 1]);
        Assert.Equal("confirm.not-yours", c.Refused("kasi1", new ConfirmOnBehalf(act.Key, true, null)));
        c.Do("kabid1", new ConfirmOnBehalf(act.Key, true, null));
        Assert.Equal("confirm.already", c.Refused("kabid1", new ConfirmOnBehalf(act.Key, false, "x")));
        Assert.Equal("on-behalf.no-right", new TrialCase().Opened().With(d => d.Refused("jfu1",
            new CompleteStep(d.Run("cek-b"), new Dictionary<string, string>()) { OnBehalf = new OnBehalfOf("lain", "x") })));
    }

    [Fact]
    public void what_a_subordinate_did_is_not_recorded_for_him_from_above()
    {
        var c = new TrialCase().Opened();
        c.Do("kabid1", new AttachDocument(new string('a', 64), "catatan.jpg", "image/jpeg", 10, null));
        Assert.Equal("on-behalf.subordinate", c.Refused("kabid1", new CompleteStep(c.Run("cek-b"), new Dictionary<string, string>()) { OnBehalf = new OnBehalfOf("kasi1", new string('a', 64)) }));
    }

    [Fact]
    public void of_a_recorded_decision_both_hands_count_as_having_done_the_row()
    {
        // The Kasi of this office stands not above the JFU, or he could not record for him.
        var c = new TrialCase { Staff = TrialSheet.Staff with { Superiors = new Dictionary<string, string>() } };
        c.Do("jfu2", new OpenCase("UJI-2026-0001", 1, new Dictionary<string, string>()));
        c.Do("jfu2", new AttachDocument(new string('a', 64), "catatan.jpg", "image/jpeg", 10, null));
        var terima = new CompleteStep(1, new Dictionary<string, string> { ["tempat"] = "Kantor", ["lokasi"] = "kec-a" });
        c.Do("kasi1", terima with { OnBehalf = new OnBehalfOf("jfu2", new string('a', 64)) });
        Assert.Equal(["jfu2", "kasi1"], c.State!.Runs[0].DoneBy.Concat(c.State.Runs[0].RecordedBy));
        // The Kabid's post is vacant, so the Kasi would stand in; but his hand was in the row that the decision must be separate from.
        var rights = new Rights(c.Sheet, TrialSheet.Staff with { Holdings = [.. TrialSheet.Staff.Holdings.Where(h => h.Officer != "kabid1")] });
        var putus = new StepRun { Run = 9, Step = "putus", Round = 1, Status = RunStatus.Ready, ReadyAt = c.Now };
        Assert.Null(rights.ToDo(c.State, putus, "kasi1"));
        Assert.NotNull(rights.ToDo(c.State, putus, "rangkap"));
    }

    [Fact]
    public void where_the_sheet_wants_a_second_officer_the_first_one_does_not_write_the_decision_down()
    {
        var c = new TrialCase().Opened().Checked().Visited();
        c.Do("jfu1", new AttachDocument(new string('a', 64), "disposisi.jpg", "image/jpeg", 10, null));
        c.Do("jfu1", new AttachDocument(new string('b', 64), "putusan.jpg", "image/jpeg", 10, null));
        c.Complete("jfu1", "lapor");
        // Without such a rule the clerk who prepared the letter records it, as offices do.
        c.Do("jfu1", new AcknowledgeReport(c.Run("lapor"), "ya") { OnBehalf = new OnBehalfOf("kasi1", new string('a', 64)) });
        var decide = new CompleteStep(c.Run("putus"), new Dictionary<string, string>(), "setuju") { OnBehalf = new OnBehalfOf("kabid1", new string('b', 64)) };
        Assert.Equal("on-behalf.second-officer", c.Refused("jfu1", decide));
        Assert.DoesNotContain(CaseAct.RecordOnBehalf, new CaseActs(new Rights(c.Sheet, c.Staff), c.State!, "jfu1", false, c.Actions).On(c.State!.Runs[decide.Run - 1]));
        c.Do("jfu2", decide);
    }

    [Fact]
    public void one_signed_paper_serves_one_row()
    {
        var c = new TrialCase().Opened().Checked().Visited();
        c.Do("jfu2", new AttachDocument(new string('a', 64), "disposisi.jpg", "image/jpeg", 10, null));
        c.Complete("jfu1", "lapor");
        c.Do("jfu2", new AcknowledgeReport(c.Run("lapor"), "ya") { OnBehalf = new OnBehalfOf("kasi1", new string('a', 64)) });
        Assert.Equal("on-behalf.paper-used", c.Refused("jfu2",
            new CompleteStep(c.Run("putus"), new Dictionary<string, string>(), "setuju") { OnBehalf = new OnBehalfOf("kabid1", new string('a', 64)) }));

        // A row done at several sites may have one paper for all.
        var d = new TrialCase().Opened().Checked();
        d.Do("jfu2", new AttachDocument(new string('a', 64), "daftar.jpg", "image/jpeg", 10, null));
        foreach (var site in new[] { "kec-a", "kec-b" })
            d.Do("jfu2", new CompleteStep(d.Run("kunjungi", site), new Dictionary<string, string>(), "baik") { OnBehalf = new OnBehalfOf("jfu1", new string('a', 64)) });
    }

    [Fact]
    public void a_disputed_decision_is_marked_and_told_to_the_head_of_the_office_and_to_who_recorded_it()
    {
        var c = new TrialCase().Opened();
        c.Do("jfu2", new AttachDocument(new string('a', 64), "lembar.jpg", "image/jpeg", 10, null));
        c.Do("jfu2", new CompleteStep(c.Run("cek-b"), new Dictionary<string, string>()) { OnBehalf = new OnBehalfOf("kasi1", new string('a', 64)) });
        var act = Assert.Single(c.State!.OnBehalfActs);
        Assert.Equal("reason.needed", c.Refused("kasi1", new ConfirmOnBehalf(act.Key, false, " ")));
        var said = c.Do("kasi1", new ConfirmOnBehalf(act.Key, false, "bukan tanda tangan saya"));
        Assert.False(c.State!.OnBehalfActs[act.Key].Agrees);
        var notices = CaseNotices.Of(c.Sheet, c.Staff, c.State, said).ToList();
        Assert.Equal(["kabid1", "jfu2"], notices.Select(n => n.Officer));
        Assert.All(notices, n => Assert.Equal(("notice.disputed", "bukan tanda tangan saya"), (n.TextKey, n.Arguments[1])));
    }

    [Fact]
    public void of_rows_done_at_the_same_time_the_second_officers_rule_binds_whichever_comes_second()
    {
        var sheet = TrialSheet.Sheet with
        {
            Steps = [.. TrialSheet.Sheet.Steps.Select(s => s.Id == "cek-b" ? s with { Role = "jfu", SecondOfficer = new(["cek-a"], []) } : s)],
        };
        var c = new TrialCase { Sheet = sheet }.Opened();
        c.Complete("jfu1", "cek-a", byHand: true);
        Assert.Equal("step.not-yours", c.Refused("jfu1", new BeginStep(c.Run("cek-b"))));
        var d = new TrialCase { Sheet = sheet }.Opened();
        d.Do("jfu1", new BeginStep(d.Run("cek-b")));
        Assert.Equal("step.not-yours", d.Refused("jfu1", new BeginStep(d.Run("cek-a"))));
        d.Complete("jfu2", "cek-a", byHand: true);
    }

    [Fact]
    public void times_entered_afterwards_lie_after_the_row_could_be_done_and_before_now()
    {
        var (c, none) = (new TrialCase().Opened().Checked(), new Dictionary<string, string>());
        c.Now = c.Now.AddHours(5);
        var at = TrialSheet.Monday;
        string Refused(params LateEntry[] entries) => c.Refused("jfu1", new EnterAfterwards(entries));
        LateEntry Visit(string site, int begun, int finished) => new("kunjungi", site, at.AddMinutes(begun), at.AddMinutes(finished), none, "baik");
        Assert.Equal("afterwards.too-early", Refused(Visit("kec-a", -10, 40)));
        Assert.Equal("afterwards.times", Refused(Visit("kec-a", 40, 10)));
        Assert.Equal("afterwards.times", Refused(Visit("kec-a", 10, 5 * 60 + 1)));
        // Reporting before the last visit had ended is no order of things.
        Assert.Equal("afterwards.too-early", Refused(Visit("kec-a", 10, 40), Visit("kec-b", 60, 130), new("lapor", null, at.AddMinutes(120), at.AddMinutes(140), none)));
        c.Do("jfu1", new EnterAfterwards([Visit("kec-a", 10, 40), Visit("kec-b", 60, 130), new("lapor", null, at.AddMinutes(130), at.AddMinutes(140), none)]));
        // Entered in two goes it is the same.
        var d = new TrialCase().Opened().Checked();
        d.Now = d.Now.AddHours(5);
        d.Do("jfu1", new EnterAfterwards([Visit("kec-a", 10, 40), Visit("kec-b", 60, 130)]));
        Assert.Equal("afterwards.too-early", d.Refused("jfu1", new EnterAfterwards([new("lapor", null, at.AddMinutes(120), at.AddMinutes(140), none)])));
        d.Do("jfu1", new EnterAfterwards([new("lapor", null, at.AddMinutes(130), at.AddMinutes(140), none)]));
    }

    [Fact]
    public void entering_afterwards_cannot_end_a_row_before_it_was_begun()
    {
        var c = new TrialCase().Opened();
        c.Now = c.Now.AddHours(1);
        c.Do("kasi1", new BeginStep(c.Run("cek-b")));
        c.Now = c.Now.AddHours(1);
        Assert.Equal("afterwards.times", c.Refused("kasi1", new EnterAfterwards([
            new LateEntry("cek-b", null, TrialSheet.Monday, TrialSheet.Monday.AddMinutes(5), new Dictionary<string, string>())])));
    }

    [Fact]
    public void field_work_is_entered_afterwards_with_its_real_times_and_is_marked_so()
    {
        var c = new TrialCase().Opened().Checked();
        c.Now = c.Now.AddHours(3);
        var at = TrialSheet.Monday;
        c.Do("jfu1", new EnterAfterwards([
            new LateEntry("kunjungi", "kec-a", at.AddMinutes(10), at.AddMinutes(40), new Dictionary<string, string>(), "baik"),
            new LateEntry("kunjungi", "kec-b", at.AddMinutes(60), at.AddMinutes(130), new Dictionary<string, string>(), "diperbaiki")]));
        var runs = c.State!.Runs.Where(r => r.Step == "kunjungi").ToList();
        Assert.All(runs, r => Assert.True(r.EnteredAfterwards));
        Assert.Equal([1800, 4200], runs.Select(r => r.Time!.Handling));
        Assert.True(runs[1].HandlingLimitPassed);
        Assert.Equal("lapor", Assert.Single(c.State.OpenRuns).Step);
        Assert.Equal("afterwards.not-ready", c.Refused("jfu1", new EnterAfterwards([new LateEntry("arsip", null, at, at, new Dictionary<string, string>())])));
    }

    [Fact]
    public void a_form_is_refused_with_every_fault_at_once_and_personal_values_stay_out_of_events()
    {
        var c = new TrialCase();
        c.Do("jfu1", new OpenCase("UJI-2026-0001", 1, new Dictionary<string, string>()));
        var refused = Assert.IsType<Decision.Refused>(c.Try("jfu1", new CompleteStep(1, new Dictionary<string, string>
        {
            ["nik"] = "123", ["lokasi"] = "kec-a\nkec-z", ["warna"] = "biru",
        })));
        Assert.Equal(["field.unknown", "field.required", "field.nik", "field.site"], refused.Why.Fields.Select(f => f.Code));
        c = new TrialCase().Opened();
        Assert.Null(c.State!.Fields["nik"].Value);
        Assert.DoesNotContain("3304010101900001", string.Concat(c.Events.Select(e => e.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public void who_opens_a_case_gives_the_first_rows_values_alone()
    {
        var answers = TrialSheet.Sheet with
        {
            Steps = [.. TrialSheet.Sheet.Steps.Select(s => s.Id == "putus" ? s with { Fields = [new Field { Name = "pertimbangan", Label = "pertimbangan", Kind = FieldKind.LongText, Required = true }] } : s)],
        };
        var c = new TrialCase { Sheet = answers };
        var refused = Assert.IsType<Decision.Refused>(c.Try("jfu1", new OpenCase("UJI-2026-0001", 1, new Dictionary<string, string> { ["tempat"] = "Kantor", ["pertimbangan"] = "Disetujui" })));
        Assert.Equal(("pertimbangan", "field.unknown"), Assert.Single(refused.Why.Fields).With(f => (f.Field, f.Code)));
        c.Do("jfu1", new OpenCase("UJI-2026-0001", 1, new Dictionary<string, string> { ["tempat"] = "Kantor" }));
        Assert.Equal("Kantor", c.State!.Fields["tempat"].Value);
    }

    [Fact]
    public void the_second_of_two_is_told_who_was_first()
    {
        var c = new TrialCase().Opened();
        var run = c.Run("cek-b");
        c.Complete("kasi1", "cek-b");
        var refused = Assert.IsType<Decision.Refused>(c.Try("rangkap", new CompleteStep(run, new Dictionary<string, string>())));
        Assert.Equal(("step.done-already", new OfficerName("kasi1")), (refused.Why.Code, refused.Why.Arguments[0]));
    }

    [Fact]
    public void moving_a_case_to_another_version_is_refused_where_an_open_row_has_no_place()
    {
        var c = new TrialCase().Opened();
        var fewer = TrialSheet.Sheet with { Steps = [.. TrialSheet.Sheet.Steps.Where(s => s.Id != "cek-b")] };
        var refused = Assert.IsType<Decision.Refused>(c.Try("kasi1", new MoveCase(2, new Dictionary<string, string>(), "revisi"), fewer));
        Assert.Equal("move.step-missing", Assert.Single(refused.Why.Fields).Code);
        Assert.IsType<Decision.Accepted>(c.Try("kasi1", new MoveCase(2, new Dictionary<string, string>(), "revisi"), TrialSheet.Sheet));
        Assert.Equal(2, c.State!.ProcedureVersion);
    }

    [Fact]
    public void only_superiors_or_the_administrator_reassign_and_cancel_and_outsiders_see_nothing()
    {
        var c = new TrialCase().Opened();
        Assert.Equal("direct.not-yours", c.Refused("jfu2", new CancelCase("x")));
        Assert.Equal("reassign.no-right", c.Refused("kasi1", new ReassignStep(c.Run("cek-a"), "lain", "x")));
        c.Do("kasi1", new ReassignStep(c.Run("cek-a"), "jfu2", "jfu1 sakit"));
        Assert.Equal("step.given-to", c.Refused("jfu1", new BeginStep(c.Run("cek-a"))));
        Assert.Equal("case.not-yours", c.Refused("lain", new AddNote("x")));
        Assert.False(new Rights(c.Sheet, c.Staff).ToSee(c.State!, "lain", false));
        c.Do("admin", new CancelCase("salah buka"));
        Assert.Empty(c.State!.OpenRuns);
    }
}

internal static class Chaining
{
    public static TResult With<T, TResult>(this T value, Func<T, TResult> use) => use(value);
}
