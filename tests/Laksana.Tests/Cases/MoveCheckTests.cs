using Laksana.Cases;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Cases;

public sealed class MoveCheckTests
{
    private static readonly Procedure Sheet = TrialSheet.Sheet;

    private static Procedure With(params Step[] steps) => Sheet with { Steps = steps };

    private static Procedure Changed(string id, Func<Step, Step> change) => With([.. Sheet.Steps.Select(s => s.Id == id ? change(s) : s)]);

    private static Step Plain(string id, string next) => new() { Id = id, Number = "0", Activity = id, Role = "jfu", Next = next };

    private static string[] Faults(TrialCase c, Procedure to, params (string From, string To)[] names) =>
        [.. CaseEngine.MoveFaults(c.State!, Sheet, to, names.ToDictionary(n => n.From, n => n.To)).Select(f => f.Field + " " + f.Code)];

    [Fact]
    public void the_same_rows_fit_wherever_the_case_stands()
    {
        var c = new TrialCase().Opened();
        Assert.Empty(Faults(c, Sheet));
        Assert.Empty(Faults(c.Checked(), Sheet));
        Assert.Empty(Faults(c.Visited(), Sheet));
        Assert.Empty(Faults(c.Reported("tidak"), Sheet));
    }

    [Fact]
    public void an_open_row_cannot_be_put_past_a_decision_by_giving_it_another_name()
    {
        var c = new TrialCase().Opened().Checked();
        Assert.Equal(["kunjungi move.still-there"], Faults(c, Sheet, ("kunjungi", "arsip"))[..1]);
        // "kunjungi" is gone there; a new row with its shape stands behind the decision.
        var behind = Sheet.Step("kunjungi") with { Id = "kunjungi-akhir", Outcomes = [new("selesai", null)], Role = "jfu" };
        var to = With([.. Sheet.Steps.Where(s => s.Id != "kunjungi").Select(s => s.Id switch
        {
            "cek-a" or "cek-b" or "tunggu" => s with { Next = "lapor" },
            "putus" => s with { Outcomes = [new("setuju", "kunjungi-akhir")], ReturnTo = [] },
            "lapor" => s with { ReturnTo = [] },
            _ => s,
        }), behind]);
        var faults = Faults(c, to, ("kunjungi", "kunjungi-akhir"));
        Assert.Contains("kunjungi move.skips", faults);
        Assert.Equal("move.faults", Assert.IsType<Decision.Refused>(c.Try("kasi1", new MoveCase(2, new Dictionary<string, string> { ["kunjungi"] = "kunjungi-akhir" }, "x"), to)).Why.Code);
    }

    [Fact]
    public void a_new_approval_before_the_open_row_keeps_the_case_where_it_is_and_one_behind_it_does_not()
    {
        var approval = Plain("periksa-kasi", "kunjungi") with { Role = "kasi", Outcomes = [new("ya", "kunjungi"), new("tidak", null)], Next = null };
        var to = With([.. Sheet.Steps.Select(s => s.Id is "cek-a" or "cek-b" ? s with { Next = "periksa-kasi" } : s), approval]);
        var c = new TrialCase().Opened();
        Assert.Empty(Faults(c, to));
        Assert.Equal(["kunjungi move.skips"], Faults(c.Checked(), to));
    }

    [Fact]
    public void an_approval_beside_the_open_rows_would_never_be_reached()
    {
        var beside = Plain("cek-c", "kunjungi") with { Parallel = "cek", Role = "kabid", SecondOfficer = new(["terima"], []) };
        Assert.Equal(["cek-a move.skips", "cek-b move.skips"], Faults(new TrialCase().Opened(), With([.. Sheet.Steps, beside])));
    }

    [Fact]
    public void names_only_go_from_what_is_gone_to_what_is_new_one_for_one()
    {
        var c = new TrialCase().Opened();
        var to = With([.. Sheet.Steps.Select(s => s.Id == "cek-b" ? s with { Id = "cek-baru" } : s)]);
        Assert.Equal(["cek-b move.step-missing"], Faults(c, to));
        Assert.Empty(Faults(c, to, ("cek-b", "cek-baru")));
        Assert.Contains("cek-b move.another-row", Faults(c, to, ("cek-b", "arsip")));
        Assert.Contains("hantu move.step-unknown", Faults(c, to, ("hantu", "cek-baru")));
    }

    [Fact]
    public void a_second_officers_rule_that_binds_already_goes_on_binding_and_ended_rows_take_their_new_name()
    {
        var c = new TrialCase().Opened().Checked().Visited().Reported();
        Assert.Contains("putus move.second-officer", Faults(c, Changed("putus", s => s with { SecondOfficer = null })));
        var to = With([.. Sheet.Steps.Select(s => s.Id switch
        {
            "terima" => s with { Id = "penerimaan" },
            "putus" => s with { ReturnTo = ["penerimaan"], SecondOfficer = new(["penerimaan"], ["kasi"]) },
            _ => s,
        })]);
        Assert.Equal(["terima move.second-officer"], Faults(c, to));
        Assert.IsType<Decision.Accepted>(c.Try("kasi1", new MoveCase(2, new Dictionary<string, string> { ["terima"] = "penerimaan" }, "revisi"), to));
        Assert.Equal("penerimaan", c.State!.Runs[0].Step);
        var alone = TrialSheet.Staff with { Holdings = [.. TrialSheet.Staff.Holdings.Where(h => h.Officer is "jfu1" or "rangkap")] };
        Assert.Equal(["rangkap"], new Rights(to, alone).WhoMayAct(c.State, c.State.OpenRuns.Single()));
    }

    [Fact]
    public void a_case_does_not_go_back_to_an_older_version()
    {
        var c = new TrialCase();
        c.Do("jfu1", new OpenCase("UJI-2026-0001", 3, new Dictionary<string, string>()));
        Assert.Equal("move.same", Assert.IsType<Decision.Refused>(c.Try("kasi1", new MoveCase(2, new Dictionary<string, string>(), "x"), Sheet)).Why.Code);
    }
}
