using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Agenda.AgendaWords;

namespace Laksana.Server.Pages.Agenda;

/// <summary>What one part of the book shows on paper.</summary>
/// <param name="First">Number of its first line in the month.</param>
/// <param name="Head">Of the last seal in the month.</param>
/// <param name="Whose">Officer whose sight bounds the book; null when it is whole.</param>
internal sealed record BookPart(OfficeAtWork Office, BookMonth Month, int Number, int Parts, int First, IReadOnlyList<ToldAct> Lines, SealHead? Head, string? Whose, string PrintedBy, OfficeTimes Times);

/// <summary>One part of a month's book as PDF.</summary>
internal sealed class BukuCetakModel(AgendaBook book, ProofStates proofs, PublishedSheets sheets, CurrentOffice office, OfficeTimes times, PaperDesk paper) : PageModel
{
    [BindProperty(Name = "bulan", SupportsGet = true)]
    public string? Word { get; set; }

    [BindProperty(Name = "bagian", SupportsGet = true)]
    public int Part { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync()
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        if (BookMonth.Of(Word, atWork) is not { } month) return LocalRedirect("/agenda/buku");
        var (parts, count) = await month.PartsAsync(book, atWork, office.Officer, office.IsAdministrator, token);
        if (Part < 1 || Part > parts.Count || count > BookMonth.MostLines) return LocalRedirect("/agenda/buku?bulan=" + month.Word);
        var (entries, _) = await book.ReadAsync(atWork, office.Officer, office.IsAdministrator, month.View(parts[Part - 1], BookMonth.PartSize), token);
        var telling = new ActTelling(atWork, await sheets.AllVersionsAsync(office.Id, token), times);
        var name = atWork.NameOf(office.Officer);
        var model = new BookPart(atWork, month, Part, parts.Count, (Part - 1) * BookMonth.PartSize + 1, [.. entries.Select(telling.Tell)], await proofs.HeadBeforeAsync(office.Id, month.Until, token),
            office.IsAdministrator || ByPermissionTableHandler.IsHead(office) ? null : name, name, times);
        return await paper.PrintAsync(HttpContext, "/Pages/Agenda/_Buku.cshtml", model, $"{Say["paper.title"]} {month.Name}", FormattableString.Invariant($"buku-agenda-{month.Word}-{Part}"), "agenda-paper.css");
    }
}
