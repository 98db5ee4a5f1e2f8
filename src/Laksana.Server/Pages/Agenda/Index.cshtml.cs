using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Agenda;

/// <summary>The office's register, as far as the officer may see it.</summary>
internal sealed class IndexModel(AgendaBook book, UnsealedActs unsealed, ProofStates proofs, PublishedSheets sheets, CurrentOffice office, OfficeTimes times) : PageModel
{
    private const int PageSize = 50;

    public AgendaFilter Filter { get; private set; } = new();
    public IReadOnlyList<Procedure> Sheets { get; private set; } = [];
    public IReadOnlyList<ToldAct> Lines { get; private set; } = [];
    public bool More { get; private set; }
    /// <summary>Seals whose acts are not among the lines yet, when there are too many to be shown beside them.</summary>
    public long Behind { get; private set; }

    public async Task OnGetAsync()
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        var known = await sheets.AllVersionsAsync(office.Id, token);
        Sheets = Newest(known);
        Filter = AgendaFilter.Of(Request.Query, atWork, Sheets);
        if (Filter.DaysAreWrong) return;
        var view = Filter.View(atWork, PageSize);
        IReadOnlyList<AgendaEntry> lately = view.After is null && Filter.Seal != "ya" ? await unsealed.ReadAsync(atWork, office.Officer, office.IsAdministrator, view, token) : [];
        if (Filter.Seal == "belum") lately = [.. lately.Where(e => e.Seal is null)];
        IReadOnlyList<AgendaEntry> entries = [];
        if (Filter.Seal != "belum") (entries, More) = await book.ReadAsync(atWork, office.Officer, office.IsAdministrator, view, token);
        var telling = new ActTelling(atWork, known, times);
        Lines = [.. lately.Concat(entries.Except(lately)).OrderByDescending(e => e.At).ThenByDescending(e => e.CaseNumber, StringComparer.Ordinal).ThenByDescending(e => e.Version).Select(telling.Tell)];
        if ((await proofs.ReadAsync(office.Id, token)).Behind is > UnsealedActs.MostCases and var behind) Behind = behind;
        Last = entries.Count > 0 ? entries[^1].Place : null;
    }

    public string? NextAddress => More ? Filter.Address("/agenda", Last) : null;

    private AgendaPlace? Last { get; set; }

    internal static IReadOnlyList<Procedure> Newest(IReadOnlyList<SheetVersion> known) =>
        [.. known.GroupBy(s => s.Procedure.Id).Select(g => g.MaxBy(s => s.Version)!.Procedure).OrderBy(p => p.Title, StringComparer.CurrentCulture)];
}
