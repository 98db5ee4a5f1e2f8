using Laksana.Cases;
using Laksana.Measures;
using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>A row of a sheet with what was counted of it in one role.</summary>
internal sealed record MeasuredRow(Procedure Sheet, Step? Step, Measure Measure)
{
    public string Row => Step is null ? Measure.Step.Length == 0 ? Say["whole"] : Measure.Step : $"{Step.Number} {Step.Activity}";

    public string Role => Measure.Role.Length == 0 ? "" : Sheet.RoleTitle(Measure.Role);

    /// <summary>The sheet's time, for whoever does the row; a receiver has none.</summary>
    public string? Planned => Measure.Step.Length == 0 ? Sheet.CaseLimit?.Text : Step?.Role == Measure.Role ? Step.StandardTime?.Text : null;

    public int? PlannedSeconds(int minutesPerDay) => Step?.Role == Measure.Role && Step.StandardTime is { } time ? time.Limit.InMinutes(minutesPerDay) * 60 : null;

    public bool Hidden => Measure.SpeaksOfOne;
}

/// <summary>What a page, a paper and a file of measures show of one question.</summary>
internal sealed record MeasureReport
{
    public required OfficeAtWork Office { get; init; }
    public required Masa Masa { get; init; }
    public string? Unit { get; private init; }
    public string? Role { get; private init; }
    public Procedure? Sheet { get; private init; }
    public required IReadOnlyList<Procedure> Sheets { get; init; }
    /// <summary>Whole cases, by sheet.</summary>
    public required IReadOnlyList<Measure> Cases { get; init; }
    /// <summary>Rows of all sheets asked for, without histograms.</summary>
    public required IReadOnlyList<MeasuredRow> Rows { get; init; }
    /// <summary>Of the one sheet asked for, with histograms, in the order of the sheet.</summary>
    public IReadOnlyList<MeasuredRow> Detail { get; private init; } = [];
    /// <summary>The last twelve months up to the end of the period.</summary>
    public required IReadOnlyList<Measure> Months { get; init; }
    public required Measure Before { get; init; }

    public Measure All => Sum(Rows.Select(r => r.Measure));
    public Measure AllCases => Sum(Cases);

    /// <summary>Where most of the time lies.</summary>
    public IReadOnlyList<MeasuredRow> Bottlenecks => [.. Rows.Where(r => r.Measure.Total > 0).OrderByDescending(r => r.Measure.Total).Take(10)];

    public IReadOnlyList<(Procedure Sheet, Measure Rows, Measure Cases)> BySheet => [.. Rows.GroupBy(r => r.Sheet.Id)
        .Select(g => (g.First().Sheet, Sum(g.Select(r => r.Measure)), Sum(Cases.Where(c => c.Procedure == g.Key)))).OrderByDescending(s => s.Item2.Total)];

    /// <summary>A role of one sheet; what two sheets call by one id are different people's work.</summary>
    public IReadOnlyList<(Procedure Sheet, string Role, Measure Measure)> ByRole => [.. Rows.GroupBy(r => (r.Sheet.Id, r.Measure.Role))
        .Select(g => (g.First().Sheet, g.First().Role, Sum(g.Select(r => r.Measure)) with { Doers = g.Max(r => r.Measure.Doers) }))];

    public static async Task<MeasureReport> ReadAsync(MeasureBook book, OfficeAtWork office, IReadOnlyList<SheetVersion> known, IQueryCollection query, DateOnly today, CancellationToken token)
    {
        IReadOnlyList<Procedure> sheets = [.. known.GroupBy(s => s.Procedure.Id).Select(g => g.MaxBy(s => s.Version)!.Procedure).OrderBy(p => p.Title, StringComparer.CurrentCulture)];
        var masa = Masa.Of(query["masa"]) ?? Masa.Month(today);
        var unit = sheets.FirstOrDefault(s => s.Unit == query["unit"])?.Unit;
        var sheet = sheets.FirstOrDefault(s => s.Id == query["sop"]);
        var role = sheets.SelectMany(s => s.Roles).FirstOrDefault(r => r.Id == query["peran"])?.Id;
        var asked = sheets.Where(s => (unit is null || s.Unit == unit) && (sheet is null || s.Id == sheet.Id)).ToDictionary(s => s.Id, StringComparer.Ordinal);
        var year = new MeasurePeriod(masa.Period.To.AddMonths(-11), masa.Period.To);
        bool Asked(Measure m) => asked.ContainsKey(m.Procedure) && (role is null || m.Step.Length == 0 || m.Role == role);
        MeasuredRow Row(Measure m) => new(asked[m.Procedure], asked[m.Procedure].FindStep(m.Step) ?? Older(known, m), m);
        return new MeasureReport
        {
            Office = office, Masa = masa, Unit = unit, Role = role, Sheet = sheet, Sheets = sheets,
            Cases = [.. (await book.CasesAsync(office.Id, masa.Period, token)).Where(Asked)],
            Rows = [.. (await book.RowsAsync(office.Id, masa.Period, token)).Where(Asked).Select(Row)],
            Months = await book.MonthsAsync(office.Id, year, asked.Keys, role, token),
            Before = Sum(await book.MonthsAsync(office.Id, masa.Period.Before, asked.Keys, role, token)),
            Detail = sheet is null ? [] : [.. (await book.SheetAsync(office.Id, sheet.Id, masa.Period, null, token)).Where(Asked).Select(Row)
                .OrderBy(r => r.Measure.Step.Length == 0 ? int.MaxValue : r.Step is null ? int.MaxValue - 1 : sheet.Steps.ToList().FindIndex(s => s.Id == r.Step.Id)).ThenBy(r => r.Step?.Role != r.Measure.Role)],
        };
    }

    /// <summary>A share for the eye: "83%"; a dash without anything to share.</summary>
    public static string Share(double? share) => share is { } part ? part.ToString("P0", System.Globalization.CultureInfo.CurrentCulture) : "–";

    public string Address(string path, params (string Name, string? Value)[] other) => path + QueryString.Create(new (string Name, string? Value)[]
    {
        ("masa", Masa.Word), ("unit", Unit), ("sop", Sheet?.Id), ("peran", Role),
    }.Where(p => other.All(o => o.Name != p.Name)).Concat(other).Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value)));

    private static Step? Older(IReadOnlyList<SheetVersion> known, Measure m) =>
        known.Where(s => s.Procedure.Id == m.Procedure).OrderByDescending(s => s.Version).Select(s => s.Procedure.FindStep(m.Step)).FirstOrDefault(s => s is not null);

    private static Measure Sum(IEnumerable<Measure> measures) => measures.Aggregate(new Measure { Procedure = "" }, (a, m) => a with
    {
        Passages = a.Passages + m.Passages, Returned = a.Returned + m.Returned, Limited = a.Limited + m.Limited, OnTime = a.OnTime + m.OnTime,
        Handling = a.Handling + m.Handling, Queueing = a.Queueing + m.Queueing, Waiting = a.Waiting + m.Waiting,
    });
}
