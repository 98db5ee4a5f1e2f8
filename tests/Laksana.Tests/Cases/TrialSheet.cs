using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>A small sheet with every kind of row, an office for it, and a hand to play it with.</summary>
internal static class TrialSheet
{
    public static readonly Procedure Sheet = new()
    {
        Id = "uji", Title = "Uji", Unit = "Bidang Uji", CaseCode = "UJI", Subject = "Uji di {tempat}",
        CaseLimit = new StandardTime(null, WorkAmount.OfDays(8), "8 hari kerja"),
        Roles = [new("jfu", "JFU"), new("kasi", "KASI"), new("kabid", "Kabid")],
        Parties = [new("penyedia", "Penyedia", null)],
        Openers = ["jfu"],
        Steps =
        [
            Row("terima", "1", "jfu") with
            {
                Fields =
                [
                    new Field { Name = "tempat", Label = "tempat", Kind = FieldKind.Text, Required = true },
                    new Field { Name = "nik", Label = "NIK", Kind = FieldKind.Nik, Personal = true, VisibleTo = ["jfu"] },
                    new Field { Name = "lokasi", Label = "lokasi", Kind = FieldKind.SiteList, Required = true },
                ],
                Next = "cek-a",
            },
            Row("cek-a", "2", "jfu") with { Parallel = "cek", StandardTime = new(null, WorkAmount.OfMinutes(10), "10 menit"), Action = new("network.ping", false, new Dictionary<string, string>()), Next = "kunjungi" },
            Row("cek-b", "3", "kasi") with { Parallel = "cek", StandardTime = new(null, WorkAmount.OfMinutes(5), "5 menit"), Next = "kunjungi" },
            Row("kunjungi", "4", "jfu") with { PerSite = "lokasi", Outcomes = [new("baik", "lapor"), new("diperbaiki", "lapor")], StandardTime = new(null, WorkAmount.OfMinutes(60), "1 jam") },
            Row("lapor", "5", "jfu") with { ReportsTo = "kasi", ReturnTo = ["kunjungi"], Outcomes = [new("ya", "putus"), new("tidak", "tunggu")] },
            Row("tunggu", "6", "jfu") with { Waits = new("penyedia", true), StandardTime = new(null, WorkAmount.OfDays(1), "1 hari"), Next = "kunjungi" },
            Row("putus", "7", "kabid") with { Outcomes = [new("setuju", "arsip"), new("tolak", null)], ReturnTo = ["terima", "kunjungi"], SecondOfficer = new(["terima"], ["kasi"]) },
            Row("arsip", "8", "jfu") with { Ends = true },
        ],
    };

    /// <summary>Two JFU, one Kasi, one Kabid, one who is JFU and Kasi, and an officer of another section.</summary>
    public static readonly Staffing Staff = new()
    {
        Office = "uji",
        Holdings =
        [
            new("jfu1", "p-jfu", Capacity.Definitive, null), new("jfu2", "p-jfu", Capacity.Definitive, null),
            new("kasi1", "p-kasi", Capacity.Definitive, null), new("kabid1", "p-kabid", Capacity.Plt, "800/1/2026"),
            new("rangkap", "p-jfu", Capacity.Definitive, null), new("rangkap", "p-kasi", Capacity.Definitive, null),
            new("lain", "p-lain", Capacity.Definitive, null),
        ],
        Superiors = new Dictionary<string, string> { ["p-jfu"] = "p-kasi", ["p-kasi"] = "p-kabid" },
        RolePositions = new Dictionary<string, IReadOnlyList<string>> { ["jfu"] = ["p-jfu"], ["kasi"] = ["p-kasi"], ["kabid"] = ["p-kabid"] },
    };

    public static readonly WorkCalendar Calendar = new(new CalendarDefinition
    {
        Zone = OfficeZone.Wib,
        Hours = new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
            .ToDictionary(d => d, d => (IReadOnlyList<WorkInterval>)[new(new(7, 30), new(12, 0)), new(new(13, 0), new(16, 0))]),
    });

    /// <summary>Monday 16 November 2026, 08:00 WIB.</summary>
    public static readonly DateTimeOffset Monday = new DateTimeOffset(2026, 11, 16, 8, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    private static Step Row(string id, string number, string role) => new() { Id = id, Number = number, Activity = "Melakukan " + id, Role = role };
}

/// <summary>Plays one case against the engine alone; each helper asserts that the command was accepted.</summary>
internal sealed class TrialCase
{
    private int _machines;

    public Procedure Sheet { get; init; } = TrialSheet.Sheet;
    public Staffing Staff { get; init; } = TrialSheet.Staff;
    public DateTimeOffset Now { get; set; } = TrialSheet.Monday;
    public IReadOnlySet<string> Actions { get; init; } = new HashSet<string> { "network.ping" };
    /// <summary>Another case that every officer may see.</summary>
    public const string Other = "UJI-2026-0002";
    public List<CaseEvent> Events { get; } = [];
    public CaseState? State { get; private set; }

    public CaseContext Context(string? officer, Procedure? target = null) => new()
    {
        Now = Now, Calendar = TrialSheet.Calendar, Staffing = Staff, Officer = officer, Administrator = officer == "admin", Actions = Actions,
        Sites = new HashSet<string> { "kec-a", "kec-b" }, QueueLimit = WorkAmount.OfDays(1),
        Digest = (field, value) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(field + value))),
        NewActionRun = () => new Guid(++_machines, 0, 0, new byte[8]), Target = target, Linkable = Other,
    };

    public Decision Try(string? officer, CaseCommand command, Procedure? target = null)
    {
        var decision = CaseEngine.Decide(Sheet, State, command, Context(officer, target));
        if (decision is Decision.Accepted accepted)
            foreach (var e in accepted.Events)
            {
                Events.Add(e);
                State = CaseEngine.Apply(State, e);
            }
        return decision;
    }

    public IReadOnlyList<CaseEvent> Do(string? officer, CaseCommand command)
    {
        var decision = Try(officer, command);
        return Assert.IsType<Decision.Accepted>(decision).Events;
    }

    public string Refused(string? officer, CaseCommand command) => Assert.IsType<Decision.Refused>(Try(officer, command)).Why.Code;

    public int Run(string step, string? site = null) => State!.OpenRuns.Single(r => r.Step == step && r.Site == site).Run;

    public TrialCase Opened(string sites = "kec-a\nkec-b")
    {
        Do("jfu1", new OpenCase("UJI-2026-0001", 1, new Dictionary<string, string>()));
        Complete("jfu1", "terima", fields: new() { ["tempat"] = "Kantor", ["nik"] = "3304010101900001", ["lokasi"] = sites });
        return this;
    }

    public void Complete(string officer, string step, string? outcome = null, string? site = null, Dictionary<string, string>? fields = null, bool byHand = false) =>
        Do(officer, new CompleteStep(Run(step, site), fields ?? [], outcome) { ByHand = byHand });

    public TrialCase Checked()
    {
        Complete("jfu1", "cek-a", byHand: true);
        Complete("kasi1", "cek-b");
        return this;
    }

    public TrialCase Visited()
    {
        foreach (var run in State!.OpenRuns.Where(r => r.Step == "kunjungi").ToList())
            Do("jfu1", new CompleteStep(run.Run, new Dictionary<string, string>(), "baik"));
        return this;
    }

    public TrialCase Reported(string answer = "ya")
    {
        Complete("jfu1", "lapor");
        Do("kasi1", new AcknowledgeReport(Run("lapor"), answer));
        return this;
    }
}
