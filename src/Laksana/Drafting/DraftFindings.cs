using Laksana.Officers;
using Laksana.Procedures;
using Header = Laksana.Procedures.SheetKeys.Header;

namespace Laksana.Drafting;

/// <summary>A finding of the linter in a draft, with rows and columns called as the form calls them instead of by their ids.</summary>
/// <param name="Row">Id of the row it stands in; null: in the head, or in the text as a whole.</param>
/// <param name="Key">The key of the head it stands in.</param>
public sealed record DraftFinding(bool IsError, int Line, string Message, string Hint, string? Row, string? Key);

/// <summary>What the linter finds in a draft, for the office that is to work by it.</summary>
public sealed record DraftFindings(Procedure? Procedure, IReadOnlyList<DraftFinding> All)
{
    private const string File = "draf.yaml";

    public bool HasErrors => All.Any(f => f.IsError);

    public IEnumerable<DraftFinding> Errors => All.Where(f => f.IsError);

    public IEnumerable<DraftFinding> Warnings => All.Where(f => !f.IsError);

    public IEnumerable<DraftFinding> OfRow(string row) => All.Where(f => f.Row == row);

    public IEnumerable<DraftFinding> OfKeys(params ReadOnlySpan<string> keys)
    {
        var wanted = keys.ToArray();
        return All.Where(f => f.Key is { } key && wanted.Contains(key));
    }

    /// <summary>Those that stand in no row.</summary>
    public IEnumerable<DraftFinding> OfHead => All.Where(f => f.Row is null);

    /// <param name="draft">The sheet that the draft is of; a text that calls itself otherwise is refused.</param>
    /// <param name="sheet">The text as a table; null when it is none.</param>
    /// <param name="codes">Case codes of the office's other sheets, with those sheets' titles.</param>
    public static DraftFindings Of(string text, string draft, DraftSheet? sheet, OfficeDefinition office, SheetVocabulary vocabulary, IReadOnlyDictionary<string, string> codes)
    {
        var reading = SheetReader.Read(text, File, vocabulary);
        var found = SheetInOffice.Check(reading, File, office).Select(f => Placed(f, sheet)).ToList();
        if (sheet is not null && sheet.Id.Length > 0 && sheet.Id != draft)
            found.Add(Own("finding.other-sheet", Header.Id, sheet, draft, sheet.Id));
        if (sheet is not null && codes.TryGetValue(sheet.Map.Text(Header.CaseCode), out var other))
            found.Add(Own("finding.case-code", Header.CaseCode, sheet, sheet.Map.Text(Header.CaseCode), other));
        var good = found.All(f => !f.IsError);
        return new(good ? reading.Procedure : null, [.. found.OrderBy(f => f.Line)]);
    }

    private static DraftFinding Own(string key, string at, DraftSheet sheet, params object?[] arguments) =>
        new(true, sheet.LinesOf(at)?.First ?? 1, DraftingWords.Say[key, arguments], DraftingWords.Say[key + ".remedy"], null, at);

    private static DraftFinding Placed(Finding finding, DraftSheet? sheet)
    {
        var row = sheet?.Rows.FirstOrDefault(r => finding.Line >= r.Lines.First && finding.Line <= r.Lines.Last);
        var key = row is null ? sheet?.Map.Keys.FirstOrDefault(k => k != Header.Steps && sheet.LinesOf(k) is var (first, last) && finding.Line >= first && finding.Line <= last) : null;
        return new(finding.Severity == Severity.Error, finding.Line, Named(finding.Message, sheet), Named(finding.Hint, sheet), row?.Id, key);
    }

    /// <summary>“periksa-alamat” is “3. Memeriksa alamat” to whoever reads the form.</summary>
    private static string Named(string words, DraftSheet? sheet)
    {
        foreach (var row in sheet?.Rows ?? [])
            words = words.Replace($"“{row.Id}”", $"“{row.Name}”", StringComparison.Ordinal);
        foreach (var role in sheet?.Roles ?? [])
            words = words.Replace($"“{role.Id}”", $"“{role.Title}”", StringComparison.Ordinal);
        return words;
    }
}
