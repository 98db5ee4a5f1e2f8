using Laksana.Procedures;
using Laksana.Services;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Layanan;

/// <summary>Asks for a service.</summary>
internal sealed class AjukanModel(PublicTools tools) : OpeningPage(tools)
{
    [BindProperty(Name = "sop", SupportsGet = true)]
    public string SheetId { get; set; } = "";

    protected override Procedure? Opened => Services.Find(SheetId) is { } sheet && PublicServices.IsOpen(sheet) ? sheet : null;
}
