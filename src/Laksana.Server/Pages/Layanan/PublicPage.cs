using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Layanan;

/// <summary>A page about one office, open to everybody; an officer who has signed in anywhere sees it as the public does.</summary>
internal abstract class PublicPage(PublicTools tools) : PageModel
{
    [BindProperty(Name = "kantor", SupportsGet = true)]
    public string OfficeId { get; set; } = "";

    public OfficeAtWork AtWork { get; private set; } = null!;
    public PublicServices Services { get; private set; } = null!;

    public string Address => "/layanan/" + AtWork.Id;

    protected PublicTools Tools => tools;
    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>False when there is no such office.</summary>
    protected async Task<bool> EnterAsync()
    {
        if (OfficeId.Length > 60 || await tools.Offices.FindAsync(OfficeId, Aborted) is not { } office) return false;
        AtWork = office;
        tools.Times.ShowIn(office.Definition.Zone);
        Services = await PublicServices.ReadAsync(tools.Sheets, office, office.DayOf(tools.Clock.GetUtcNow()), Aborted);
        ViewData["Kantor"] = office;
        return true;
    }

    /// <summary>Labels begin with a capital, also those that a sheet leaves to the field's name.</summary>
    public static string Title(Field field) => Berkas.CaseValues.Title(field);
}
