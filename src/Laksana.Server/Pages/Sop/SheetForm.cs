using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Html;

namespace Laksana.Server.Pages.Sop;

/// <summary>A sheet as the official form (Permenpan-RB 35/2012): its header boxes, and its flow table broken over landscape pages.</summary>
internal sealed class SheetForm
{
    private readonly IReadOnlyList<int> _heights;

    /// <param name="onPaper">Printed by the program itself; otherwise shown on the screen, from where a browser may print it too.</param>
    public SheetForm(SheetVersion version, OfficeDefinition office, bool onPaper)
    {
        (Version, Office, OnPaper) = (version, office, onPaper);
        Layout = RowView.Layout(version.Procedure);
        Columns = PaperColumns.Of(Layout);
        _heights = [.. Layout.Rows.Select(row => Columns.HeightOf(version.Procedure, row))];
        Pages = FlowPages.Break(Layout, _heights, PaperColumns.Room - Columns.HeadHeight(Layout));
    }

    public SheetVersion Version { get; }
    public OfficeDefinition Office { get; }
    public bool OnPaper { get; }
    public FlowTableLayout Layout { get; }
    public PaperColumns Columns { get; }
    public IReadOnlyList<FlowPage> Pages { get; }

    /// <summary>Each row has a link to its blank form: on the version in force.</summary>
    public bool LinksForms { get; init; }

    public Procedure Sheet => Version.Procedure;

    public IHtmlContent Picture(FlowRow row) => new HtmlString(OnPaper
        ? FlowTableSvg.RowPicture(Layout, row.Index, Columns.Flow, _heights[row.Index]) : FlowTableSvg.RowCell(Layout, row.Index, RowMarks.Plain));

    /// <summary>The connectors at the foot or the head of a page.</summary>
    public IHtmlContent Connectors(IReadOnlyList<FlowOffPage> connectors, bool foot) => new HtmlString(OnPaper
        ? FlowOffPageSvg.Picture(Layout, connectors, foot, Columns.Flow) : FlowOffPageSvg.Cell(Layout, connectors, foot));
}
