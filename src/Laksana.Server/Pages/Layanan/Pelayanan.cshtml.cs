using Laksana.Procedures;
using Laksana.Services;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Layanan;

/// <summary>One service: requirements, steps, time, cost, product, complaints, and the flow table of its sheet.</summary>
internal sealed class PelayananModel(PublicTools tools) : PublicPage(tools)
{
    [BindProperty(Name = "sop", SupportsGet = true)]
    public string SheetId { get; set; } = "";

    public Procedure Sheet { get; private set; } = null!;
    public FlowTableLayout Flow { get; private set; } = null!;

    public bool IsOpen => PublicServices.IsOpen(Sheet);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await EnterAsync() || Services.Find(SheetId) is not { } sheet) return NotFound();
        (Sheet, Flow) = (sheet, FlowTable.Layout(sheet));
        return Page();
    }

    public IHtmlContent Picture(int row) => new HtmlString(FlowTableSvg.RowCell(Flow, row, RowMarks.Plain));

    public string RoleTitle(string role) => Sheet.Roles.FirstOrDefault(r => r.Id == role)?.Title ?? role;
}
