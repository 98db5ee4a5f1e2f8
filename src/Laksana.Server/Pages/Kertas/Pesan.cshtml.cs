using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Kertas;

/// <summary>The message about an open row, ready to copy.</summary>
internal sealed class PesanModel(CaseTools tools) : CasePage(tools)
{
    public Step Step { get; private set; } = null!;

    public WorkView? Work { get; private set; }

    /// <summary>Null once the row is over.</summary>
    public MessageView? Message { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, int run)
    {
        if (await ReadAsync(number) is { } closed) return closed;
        if (View.State.FindRun(run) is not { } passage || View.StepOf(passage) is not { } step) return NotFound();
        (Step, Work) = (step, View.Works.FirstOrDefault(w => w.Run.Run == run));
        Message = Work is null ? null : MessageView.Of(View, Work, Request);
        return Page();
    }
}
