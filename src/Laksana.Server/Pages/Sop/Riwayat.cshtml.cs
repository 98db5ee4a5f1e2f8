using Laksana.Cases;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.SopWords;

namespace Laksana.Server.Pages.Sop;

/// <summary>The versions of a sheet, newest first.</summary>
internal sealed class RiwayatModel(PublishedSheets sheets, CurrentOffice current, OfficeTimes times) : SheetPage(sheets, current, times)
{
    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ? Page() : NotFound();

    public string Period(SheetVersion version) =>
        Shelf.WasNever(version) ? Say["versions.never"]
        : Shelf.Until(version) is { } until ? Say["versions.until", OfficeTimes.Day(version.Effective), OfficeTimes.Day(until.AddDays(-1))]
        : Say[Shelf.IsFuture(version) ? "versions.from" : "versions.since", OfficeTimes.Day(version.Effective)];

    /// <summary>An officer's name; what the program itself published at its installation bears none.</summary>
    public string Published(SheetVersion version) => AtWork.Officers.ContainsKey(version.PublishedBy)
        ? Say["versions.by", Times.Day(version.PublishedAt), AtWork.NameOf(version.PublishedBy)] : Say["versions.by-program", Times.Day(version.PublishedAt)];
}
