using Laksana.Cases;
using Laksana.Server.Hosting;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Kertas;

/// <summary>A work order as it was issued, on paper.</summary>
internal sealed record OrderPaper(CaseView View, WorkOrder Order, Procedures.Step Step, string Address);

/// <summary>Prints a work order from the note in which it was issued.</summary>
internal sealed class SuratTugasCetakModel(CaseTools tools, PaperDesk paper) : CasePage(tools)
{
    public async Task<IActionResult> OnGetAsync(string number, int run, int peristiwa)
    {
        if (await ReadAsync(number) is { } closed) return closed;
        var note = peristiwa >= 1 && peristiwa <= View.Reading.Events.Count ? View.Reading.Events[peristiwa - 1] as NoteAdded : null;
        if (note is null || WorkOrder.FromNote(note.Text) is not { } order || order.Run != run || View.State.FindRun(run) is not { } passage || View.StepOf(passage) is not { } step) return NotFound();
        return await paper.PrintAsync(HttpContext, "/Pages/Kertas/_OrderPaper.cshtml", new OrderPaper(View, order, step, Request.Whole($"/berkas/{number}/pindaian/{run}")),
            $"{KertasWords.Say["order.paper.title"]} {number}", $"surat-tugas-{number}-{peristiwa}", "kertas.css");
    }
}
