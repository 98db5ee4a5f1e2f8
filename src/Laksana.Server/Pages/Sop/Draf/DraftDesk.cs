using Laksana.Cases;
using Laksana.Drafting;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>What every page about a draft needs: the drafts, the published sheets, the office and who acts in it.</summary>
internal sealed class DraftDesk(SheetDrafts drafts, PublishedSheets published, KnownActions actions, CurrentOffice current, OfficeTimes times)
{
    public SheetDrafts Drafts => drafts;

    public PublishedSheets Published => published;

    public OfficeAtWork AtWork => current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public string Office => current.Id;

    public string Officer => current.Officer;

    public DateOnly Today => AtWork.Calendar.DateOf(times.Now);

    public DraftRights Rights => new(AtWork.Staffing, [.. AtWork.Officers.Values.Where(o => o.Administrator).Select(o => o.Id)]);

    /// <summary>The newest version of a sheet, in force or not; null when none is published.</summary>
    public async Task<SheetVersion?> NewestAsync(string sheet, CancellationToken token) =>
        (await published.AllVersionsAsync(Office, token)).Where(v => v.Procedure.Id == sheet).MaxBy(v => v.Version);

    /// <summary>The newest version of every sheet.</summary>
    public async Task<IReadOnlyList<SheetVersion>> NewestAsync(CancellationToken token) =>
        [.. (await published.AllVersionsAsync(Office, token)).GroupBy(v => v.Procedure.Id).Select(g => g.MaxBy(v => v.Version)!).OrderBy(v => v.Procedure.Title, StringComparer.CurrentCulture)];

    public DraftFindings Find(string text, string sheet, DraftSheet? table, IReadOnlyList<SheetVersion> newest) => DraftFindings.Of(text, sheet, table, AtWork.Definition,
        new SheetVocabulary { Actions = actions.Names }, newest.Where(v => v.Procedure.Id != sheet).GroupBy(v => v.Procedure.CaseCode).ToDictionary(g => g.Key, g => g.First().Procedure.Title));
}
