using Laksana.Procedures.Yaml;
using Quartz;
using Key = Laksana.Procedures.SheetKeys.Header;

namespace Laksana.Procedures;

/// <summary>Judges the header against the rows.</summary>
internal sealed class HeaderChecks(SheetDraft draft, FindingList findings)
{
    // Any moment will do: it is only asked whether the expression fires at all, and how often.
    private static readonly DateTimeOffset SomeMoment = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Procedure Sheet => draft.Sheet;

    public void Run()
    {
        CheckBoxes();
        CheckRoles();
        CheckParties();
        CheckOpeners();
        CheckStepIds();
        CheckFieldNames();
        CheckNotes();
        CheckSubject();
        CheckSchedule();
        new ApplicantChecks(draft, findings).Run();
    }

    private void CheckBoxes()
    {
        var missing = Key.Boxes.Where(IsMissing).ToList();
        if (missing.Count > 0)
            findings.Warn(draft.Source.Place, FindingCode.MissingBoxes, string.Join(", ", missing));

        bool IsMissing(string box) => draft.Source.Find(box)?.Value is null or TextNode { IsEmpty: true } or ListNode { Items: [] };
    }

    private void CheckRoles()
    {
        if (!draft.StepsComplete)
            return;
        var used = draft.Rows.SelectMany(r => new[] { r.Step.Role, r.Step.ReportsTo })
            .Concat(draft.Rows.SelectMany(r => r.Step.SecondOfficer?.StandIns ?? [])).ToHashSet();
        // A misspelt role would leave the one that was meant unused.
        if (used.Any(name => !string.IsNullOrEmpty(name) && draft.Roles.All(r => r.Id != name)))
            return;
        foreach (var role in draft.Roles.Where(r => !used.Contains(r.Id) && !Sheet.IsParty(r.Id)))
            findings.Warn(draft.Source.At(Key.Roles, role.Id), FindingCode.UnusedRole, role.Id);
    }

    private void CheckParties()
    {
        if (!draft.StepsComplete)
            return;
        // A party with a column of its own is on the form, awaited or not.
        var columns = draft.Roles.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var party in Sheet.Parties.Where(p => !columns.Contains(p.Id) && draft.Rows.All(r => r.Step.Waits?.Party != p.Id)))
            findings.Warn(draft.Source.At(Key.Parties, party.Id), FindingCode.UnusedParty, party.Id);
    }

    private void CheckOpeners()
    {
        if (draft.Source.Find(Key.Openers) is null)
            return;
        foreach (var opener in Sheet.Openers)
            draft.CheckRole(opener, draft.Source.At(Key.Openers, opener), findings);
    }

    private void CheckStepIds()
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in draft.Rows.Where(r => r.Id.Length > 0))
        {
            var at = row.At(SheetKeys.Row.Id);
            if (row.Id == SheetKeys.End)
                findings.Error(at, FindingCode.ReservedStep, row.Id);
            if (!lines.TryAdd(row.Id, at.Line))
                findings.Error(at, FindingCode.DuplicateStep, row.Id, lines[row.Id]);
        }
    }

    private void CheckFieldNames()
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, row) in draft.Fields)
        {
            var at = row.Source.Find(SheetKeys.Row.Fields)?.Value is MapNode fields ? fields.Find(field.Name)!.Key.Place : row.Source.Place;
            if (!lines.TryAdd(field.Name, at.Line))
                findings.Error(at, FindingCode.DuplicateField, field.Name, lines[field.Name]);
        }
    }

    private void CheckNotes()
    {
        if (draft.Source.Find(Key.Notes) is null && draft.Rows.FirstOrDefault(r => r.Step.Added) is { } added)
            findings.Warn(added.At(SheetKeys.Row.Added), FindingCode.AddedUnexplained, added.Id);
    }

    private void CheckSubject()
    {
        var at = draft.Source.At(Key.Subject);
        if (Placeholder.NamesIn(Sheet.Subject) is not { } names)
            findings.Error(at, FindingCode.BadPlaceholder, Sheet.Subject);
        else if (draft.StepsComplete)
            foreach (var name in names.Distinct())
                CheckFirstRowField(name, at, FindingCode.SubjectFieldPersonal, FindingCode.SubjectFieldLater);
    }

    /// <summary>A value that is needed when the case is opened: asked by the first row, and not personal.</summary>
    private void CheckFirstRowField(string name, Place at, string personal, string later)
    {
        var (field, row) = draft.Fields.FirstOrDefault(f => f.Field.Name == name);
        if (field is null)
            findings.Unknown(at, FindingCode.UnknownField, name, draft.Fields.Select(f => f.Field.Name).Distinct());
        else if (field.Personal)
            findings.Error(at, personal, name);
        else if (row.Index > 0)
            findings.Warn(at, later, name, row.Id);
    }

    private void CheckSchedule()
    {
        if (Sheet.Schedule is not { } schedule)
            return;
        if (schedule.Cron.Length > 0)
            CheckCron(schedule.Cron);
        if (draft.StepsComplete)
            foreach (var name in schedule.Fields.Keys)
                CheckFirstRowField(name, draft.Source.At(Key.Schedule, SheetKeys.Schedule.Fields, name),
                    FindingCode.ScheduleFieldPersonal, FindingCode.ScheduleFieldLater);
    }

    private void CheckCron(string cron)
    {
        var at = draft.Source.At(Key.Schedule, SheetKeys.Schedule.Cron);
        try
        {
            var expression = new CronExpression(cron) { TimeZone = TimeZoneInfo.Utc };
            if (expression.GetNextValidTimeAfter(SomeMoment) is not { } first)
                findings.Error(at, FindingCode.BadCron, cron, "");
            else if (expression.GetNextValidTimeAfter(first) - first < TimeSpan.FromMinutes(1))
                findings.Warn(at, FindingCode.ScheduleOften, cron);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            findings.Error(at, FindingCode.BadCron, cron, e.Message);
        }
    }
}
