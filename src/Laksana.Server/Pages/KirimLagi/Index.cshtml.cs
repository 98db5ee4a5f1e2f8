using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.KirimLagi;

/// <summary>A form that was sent after its session had ended: what it held, to send it now or to throw it away.</summary>
internal sealed class IndexModel(FormKeeper keeper, CurrentOffice office) : PageModel
{
    /// <summary>Null when it is no longer kept, or is another officer's.</summary>
    public KeptForm? Form { get; private set; }

    public Guid Id { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        Id = id;
        Form = await keeper.FindAsync(office.Id, office.Officer, id, HttpContext.RequestAborted);
        if (Form is null) Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
