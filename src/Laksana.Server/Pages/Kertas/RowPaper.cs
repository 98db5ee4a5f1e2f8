using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;

namespace Laksana.Server.Pages.Kertas;

/// <summary>A row of a sheet as a paper to fill in with ink: of a case, with what is known so far, or blank.</summary>
internal sealed record RowPaper(OfficeAtWork AtWork, Procedure Sheet, int Version, Step Step)
{
    public OfficeDefinition Office => AtWork.Definition;
    public IReadOnlyList<PaperField> Fields { get; private init; } = [];
    /// <summary>Null on a blank form.</summary>
    public RowOfCase? Case { get; private init; }

    public bool IsReport => Step.ReportsTo is not null;

    /// <summary>Who signs on the left: the receiver of a report, else the position above whoever does the row; empty where there is none.</summary>
    public string Superior => Step.ReportsTo is { } receiver ? Sheet.RoleTitle(receiver)
        : AtWork.Staffing.PositionsOf(Sheet.Id, Step.Role).Select(p => AtWork.Staffing.Superiors.GetValueOrDefault(p)).OfType<string>().FirstOrDefault() is { } above ? AtWork.PositionTitle(above) : "";

    public static RowPaper Blank(OfficeAtWork atWork, SheetVersion sheet, Step step) => new(atWork, sheet.Procedure, sheet.Version, step)
    {
        Fields = [.. step.Fields.Select(f => new PaperField(f, FormField.ToOpen(atWork, f, null), null, false))],
    };

    public static RowPaper Of(CaseView view, StepRun run, Step step, string address) => new(view.Office, view.Procedure, view.State.ProcedureVersion, step)
    {
        Fields = [.. step.Fields.Select(f => PaperField.Of(view, f, run.Site))],
        Case = RowOfCase.Of(view, run, step, address),
    };
}

/// <summary>A box of the paper. <paramref name="Text"/> is what is known, in words; null or empty leaves lines to write on.</summary>
internal sealed record PaperField(Field Field, FormField Form, string? Text, bool Withheld)
{
    private const int MostBoxes = 8;

    public string Label => CaseValues.Title(Field);

    /// <summary>The choices stand as boxes to tick while they are few.</summary>
    public bool IsTicked => Form.Choices.Count is > 0 and <= MostBoxes;

    public int Lines => Field.Kind == FieldKind.LongText ? 4 : 1;

    public static PaperField Of(CaseView view, Field field, string? site)
    {
        var form = FormField.Of(view, field, site, null, "");
        var text = view.State.Fields.TryGetValue(CaseValues.Key(field, site), out var value) ? view.Values.Shown(field, value) : null;
        return new PaperField(field, form, text is { Withheld: false } ? text.Text : null, text is { Withheld: true });
    }
}

/// <summary>Where a paper belongs, and what is known of who does it when.</summary>
/// <param name="Address">The code on the paper leads here.</param>
internal sealed record RowOfCase(string Number, string Subject, int Run, string? Site, DateTimeOffset? Began, DateTimeOffset? Ended, string? Doer, string? Outcome, string? Remark, string Address)
{
    public string Code => PaperAddress.Code(Number, Run);

    public static RowOfCase Of(CaseView view, StepRun run, Step step, string address)
    {
        var told = new RunView(view, step, run);
        var doer = run.DoneBy.FirstOrDefault() ?? run.Officer;
        return new(view.State.Number, view.Subject, run.Run, run.Site is null ? null : view.Office.SiteName(run.Site), run.BegunAt, run.EndedAt, doer is null ? null : view.Office.NameOf(doer), run.Outcome, told.Remark, address);
    }
}
