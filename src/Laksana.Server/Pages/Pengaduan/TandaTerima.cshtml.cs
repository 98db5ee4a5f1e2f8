using Laksana.Complaints;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>What the complainant is told or handed: number of the case, what was understood, and by when he will be answered. Without his name.</summary>
internal sealed class TandaTerimaModel(ComplaintTools tools) : ComplaintPage(tools)
{
    [BindProperty(Name = "number", SupportsGet = true)]
    public string Number { get; set; } = "";

    public Complaint Complaint { get; private set; } = null!;

    public ComplaintDue? Verification { get; private set; }

    public string? Description { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork, Number, Aborted) is not var (complaint, _)) return NotFound();
        if (!MayKnowWho) return new StatusCodeResult(StatusCodes.Status403Forbidden);
        Complaint = complaint;
        return Page();
    }
}
