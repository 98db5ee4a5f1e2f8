using System.Globalization;
using Header = Laksana.Procedures.SheetKeys.Header;
using Cell = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Procedures;

/// <summary>A box or cell of a sheet as text, under the sheet's own word for it.</summary>
/// <param name="Words">As a reader sees it: items on lines of their own, other rows by their number and activity.</param>
/// <param name="Meaning">What is compared: other rows by their id, so that a number which only shifts is no change.</param>
internal sealed record SheetCell(string Key, string Words, string Meaning)
{
    internal static readonly SheetCell None = new("", "", "");

    internal SheetCell(string key, string words) : this(key, words, words)
    {
    }
}

/// <summary>Everything of a sheet that a reader may compare, cell by cell; empty cells are left out.</summary>
internal static class SheetCells
{
    internal static IReadOnlyList<SheetCell> OfHeader(Procedure sheet)
    {
        var (dates, service) = (sheet.Enactment, sheet.Service);
        return Filled(
            new(Header.Title, sheet.Title), new(Header.Number, sheet.Number ?? ""), new(Header.DecreeNumber, sheet.DecreeNumber ?? ""),
            new(Header.Unit, sheet.Unit), new(Header.Section, sheet.Section ?? ""),
            new(SheetKeys.Date.Created, Day(dates.Created)), new(SheetKeys.Date.Revised, Day(dates.Revised)), new(SheetKeys.Date.Effective, Day(dates.Effective)),
            new(SheetKeys.Date.Enacted, Day(dates.Enacted)), new(Header.EnactedBy, dates.EnactedBy ?? ""),
            new(Header.LegalBasis, Lines(sheet.LegalBasis)), new(Header.Qualifications, Lines(sheet.Qualifications)), new(Header.Related, Lines(sheet.Related)),
            new(Header.Equipment, Lines(sheet.Equipment)), new(Header.Warnings, Lines(sheet.Warnings)), new(Header.Records, Lines(sheet.Records)),
            new(SheetKeys.Service.Requirements, Lines(service?.Requirements)), new(SheetKeys.Service.Narrative, Lines(service?.Narrative)),
            new(SheetKeys.Service.Time, service?.Time?.Text ?? ""), new(SheetKeys.Service.Cost, service?.Cost ?? ""), new(SheetKeys.Service.Products, Lines(service?.Products)),
            new(SheetKeys.Service.Complaints, Lines(service?.Complaints)),
            new(SheetKeys.Service.Applicant, service is null ? "" : service.OpenToPublic ? SheetKeys.Service.Public : SheetKeys.Service.Internal),
            new(Header.CaseCode, sheet.CaseCode), new(Header.Subject, sheet.Subject), new(Header.CaseLimit, sheet.CaseLimit?.Text ?? ""),
            new(Header.Openers, Lines(sheet.Openers.Select(sheet.RoleTitle)), Lines(sheet.Openers)),
            new(Header.Parties, Lines(sheet.Parties.Select(p => p.Limit is null ? p.Title : $"{p.Title} ({p.Limit.Text})"))),
            new(Header.Schedule, sheet.Schedule is not { } at ? "" : Lines([at.Cron, at.OnDayOff.ToString(), .. at.Fields.Select(f => $"{f.Key}: {f.Value}")])),
            new(Header.Notes, Lines(sheet.TranscriptionNotes)));
    }

    internal static IReadOnlyList<SheetCell> OfRow(Procedure sheet, Step step) => Filled(
        new(Cell.Activity, step.Activity), new(Cell.Role, sheet.RoleTitle(step.Role), step.Role),
        new(Cell.Requirements, Lines(step.Requirements)), new(Cell.Time, step.StandardTime?.Text ?? ""), new(Cell.Outputs, Lines(step.Outputs)),
        new(Cell.Remark, step.Remark ?? ""),
        new(Cell.Fields, Lines(step.Fields.Select(FieldWords)), Lines(step.Fields.Select(FieldMeaning))),
        new(Cell.Action, ActionWords(step.Action)),
        new(Cell.Decision, Lines(step.Outcomes.Select(o => $"{o.Name} → {Target(sheet, o.Target)}")), Lines(step.Outcomes.Select(o => $"{o.Name} {o.Target}"))),
        new(Cell.Next, NextWords(sheet, step), NextMeaning(sheet, step)),
        new(Cell.ReturnTo, Lines(step.ReturnTo.Select(id => Target(sheet, id))), Lines(step.ReturnTo)),
        new(Cell.ReportsTo, step.ReportsTo is { } receiver ? sheet.RoleTitle(receiver) : "", step.ReportsTo ?? ""),
        new(Cell.Waits, step.Waits is { } wait ? (sheet.Parties.FirstOrDefault(p => p.Id == wait.Party)?.Title ?? wait.Party) + (wait.Always ? "" : " (bila perlu)") : ""),
        new(Cell.Parallel, step.Parallel ?? ""), new(Cell.PerSite, step.PerSite ?? ""),
        new(Cell.SecondOfficer, step.SecondOfficer is { } second ? Lines(second.DifferentFrom.Select(id => Target(sheet, id)).Concat(second.StandIns.Select(sheet.RoleTitle))) : "",
            step.SecondOfficer is { } rule ? Lines([.. rule.DifferentFrom, .. rule.StandIns]) : ""),
        new(Cell.SourceText, step.SourceText ?? ""));

    private static SheetCell[] Filled(params SheetCell[] cells) => [.. cells.Where(c => c.Words.Length > 0 || c.Meaning.Length > 0)];

    private static string Lines(IEnumerable<string>? items) => string.Join('\n', items ?? []);

    private static string Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.CurrentCulture) ?? "";

    private static string Target(Procedure sheet, string? id) => id is null ? SheetKeys.End : sheet.FindStep(id) is { } step ? $"{step.Number} {step.Activity}" : id;

    /// <summary>Only where the row does not simply go on to the one below: that follows from the order of the rows.</summary>
    private static string NextMeaning(Procedure sheet, Step step) =>
        step.Ends ? SheetKeys.End : step.Next is { } next && !IsBelow(sheet, step, next) ? next : "";

    private static string NextWords(Procedure sheet, Step step) => NextMeaning(sheet, step) is { Length: > 0 } to ? Target(sheet, to == SheetKeys.End ? null : to) : "";

    private static bool IsBelow(Procedure sheet, Step step, string next) => sheet.Steps.SkipWhile(s => s != step).Skip(1).FirstOrDefault()?.Id == next;

    private static string FieldWords(Field field) => string.Join("; ", new[]
    {
        $"{field.Label}: {SheetKeys.Field.Kinds.First(k => k.Value == field.Kind).Key}", field.Required ? SheetKeys.Field.Required : null,
        field.Choices.Count > 0 ? string.Join(", ", field.Choices) : null, field.Hint,
        field.Personal ? $"{SheetKeys.Field.Personal} ({string.Join(", ", field.VisibleTo)})" : null,
    }.OfType<string>());

    private static string FieldMeaning(Field field) =>
        string.Join('|', field.Name, field.Label, field.Kind, field.Required, field.Personal, field.Hint, string.Join(',', field.Choices), string.Join(',', field.VisibleTo));

    private static string ActionWords(StepAction? action) =>
        action is null ? "" : Lines([action.Name + (action.Automatic ? $" ({SheetKeys.Automatic})" : ""), .. action.Arguments.Select(a => $"{a.Key}: {a.Value}")]);
}
