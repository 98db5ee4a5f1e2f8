using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Tests.Cases;

/// <summary>One case of a sheet done at random by the demo officers of its office: any way, any officer who may, now and then sent back.</summary>
internal sealed class OfficersWalk
{
    private static readonly string Paper = new('a', 64);

    private readonly Procedure _sheet;
    private readonly OfficeFolder _office;
    private readonly Staffing _staff;
    private readonly Random _chance;
    private readonly Rights _rights;
    private readonly WorkCalendar _calendar;
    private DateTimeOffset _now = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);
    private int _sentBack;

    public OfficersWalk(OfficeFolder office, Procedure sheet, int seed)
    {
        (_office, _sheet, _chance) = (office, sheet, new Random(seed));
        _staff = StaffOf(office);
        _rights = new Rights(sheet, _staff);
        _calendar = new WorkCalendar(office.Calendar!);
    }

    public CaseState? State { get; private set; }

    /// <summary>Why the walk could not go on; null when the case was closed.</summary>
    public string? Stuck { get; private set; }

    public HashSet<string> RowsDone { get; } = new(StringComparer.Ordinal);

    public HashSet<string> StoodInAt { get; } = new(StringComparer.Ordinal);

    public OfficersWalk Run()
    {
        var opener = _staff.Holdings.Select(h => h.Officer).FirstOrDefault(o => _rights.ToOpen(o) is not null);
        Do(opener, new OpenCase("X-2026-0001", 1, new Dictionary<string, string>()));
        Do(opener, new AttachDocument(Paper, "kertas.pdf", "application/pdf", 1, null));
        for (var acts = 0; Stuck is null && State!.Status == CaseStatus.Running; acts++)
        {
            if (acts > 400) Stuck = "no end after 400 acts";
            else Act(Any(State.OpenRuns.ToList()));
        }

        return this;
    }

    private void Act(StepRun run)
    {
        var step = _sheet.Step(run.Step);
        var may = _rights.WhoMayAct(State!, run);
        if (may.Count == 0)
        {
            Stuck = $"nobody may act on {run.Step} ({run.Status})";
            return;
        }

        var officer = Any(may);
        if (_rights.ToAct(State!, run, officer)!.Basis == AuthorityBasis.StandIn) StoodInAt.Add(run.Step);
        RowsDone.Add(run.Step);
        Do(officer, CommandFor(run, step));
    }

    private CaseCommand CommandFor(StepRun run, Step step)
    {
        var answer = step.Decides ? Any(step.Outcomes).Name : null;
        var reported = run.Status == RunStatus.Reported;
        if (step.ReturnTo.Count > 0 && reported == step.ReportsTo is not null && _sentBack < 3 && _chance.Next(4) == 0)
        {
            _sentBack++;
            return new ReturnForCorrection(run.Run, Any(step.ReturnTo), "Perbaiki", []);
        }

        if (reported) return new AcknowledgeReport(run.Run, answer);
        var values = step.Fields.Where(f => f.Required).ToDictionary(f => f.Name, ValueOf);
        return new CompleteStep(run.Run, values, step.ReportsTo is null ? answer : null) { ByHand = true };
    }

    private string ValueOf(Field field) => field.Kind switch
    {
        FieldKind.Number => "12",
        FieldKind.Date => "2026-11-16",
        FieldKind.DateTime => "2026-11-16T08:00",
        FieldKind.Choice or FieldKind.MultiChoice => Any(field.Choices),
        FieldKind.YesNo => "ya",
        FieldKind.Site => _office.Office!.Sites[0].Id,
        FieldKind.SiteList => string.Join('\n', _office.Office!.Sites.Take(3).Select(s => s.Id)),
        FieldKind.Document => Paper,
        _ => "isi",
    };

    private void Do(string? officer, CaseCommand command)
    {
        if (CaseEngine.Decide(_sheet, State, command, Context(officer)) is Decision.Accepted accepted)
            State = accepted.Events.Aggregate(State, CaseEngine.Apply);
        else
            Stuck = $"{command} by {officer} was refused";
        _now += TimeSpan.FromMinutes(7);
    }

    private CaseContext Context(string? officer) => new()
    {
        Now = _now,
        Calendar = _calendar,
        Staffing = _staff,
        Officer = officer,
        Actions = new HashSet<string>(),
        Sites = _office.Office!.Sites.Select(s => s.Id).ToHashSet(),
        QueueLimit = _office.Office.QueueLimit,
        Digest = (_, value) => value,
        NewActionRun = () => Guid.Empty,
    };

    private T Any<T>(IReadOnlyList<T> choices) => choices[_chance.Next(choices.Count)];

    /// <summary>The demo officers as they stand while everybody who is ever absent is away.</summary>
    private static Staffing StaffOf(OfficeFolder folder) => new()
    {
        Office = folder.Office!.Id,
        Holdings = [.. folder.Demo!.Officers.SelectMany(o =>
            (o.Absence is null ? o.Positions : []).Select(p => new Holding(o.Id, p, Capacity.Definitive, null))
                .Concat(o.Acting.Select(a => new Holding(o.Id, a.Position, a.Capacity, a.Warrant))))],
        Superiors = folder.Office.Positions.Where(p => p.Superior is not null).ToDictionary(p => p.Id, p => p.Superior!),
        RolePositions = folder.Office.RolePositions,
        SheetRolePositions = folder.Office.SheetRolePositions,
    };
}
