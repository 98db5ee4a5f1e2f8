using Laksana.Complaints;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>The paper for a meeting about a heavy complaint: attendance list and minutes, to be filled in by hand, signed, and brought back as a scan.</summary>
internal sealed class NotulenModel(ComplaintTools tools, PaperDesk paper) : ComplaintPage(tools)
{
    public const int Seats = 14, Points = 9;

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork, number, Aborted) is not var (complaint, folded)) return NotFound();
        string? Said(string field) => folded.State.Fields.GetValueOrDefault(field)?.Value;
        var minutes = new Minutes(AtWork, complaint, Said(ComplaintSheet.Description), Said(ComplaintSheet.MeetingDecision));
        return await paper.PrintAsync(HttpContext, "/Pages/Pengaduan/_Notulen.cshtml", minutes, PengaduanWords.Say["minutes.title"], "notulen-" + complaint.Number, "pengaduan-kertas.css");
    }
}

/// <summary>What the paper says already; never who complains.</summary>
internal sealed record Minutes(Laksana.Officers.OfficeAtWork Office, Complaint Complaint, string? Description, string? Decision);
