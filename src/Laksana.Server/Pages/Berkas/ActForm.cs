using Laksana.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A page of its own for one act, with the form that the act needs.</summary>
internal abstract class ActForm(CaseTools tools) : ActPage(tools)
{
    /// <summary>What the page is for; whoever is not offered it gets no form.</summary>
    protected abstract CaseAct Act { get; }

    /// <summary>The row it is about; null where it is about the case, or where the row is no longer open.</summary>
    public WorkView? Work => View.Works.FirstOrDefault(w => w.Run.Run == Run);

    public virtual bool IsOffered => Run is null ? View.OnCase.Contains(Act) : Work?.Acts.Contains(Act) == true;

    public TypedForm? Typed => View.Typed;

    public string? Wrong(string field) => View.Typed?.Wrong(field, View.Office);

    public override async Task<IActionResult> OnGetAsync(Guid? isian)
    {
        var kept = isian is { } id ? await Tools.Keeper.FindAsync(Tools.Current.Id, Tools.Current.Officer, id, Aborted) : null;
        if (await ReadAsync(Number, kept is null ? null : new TypedForm(Run, kept.Typed), kept is null ? null : KeptWords()) is { } closed)
            return closed;
        if (!IsOffered)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
