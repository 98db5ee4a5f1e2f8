using Laksana.Cases;
using Laksana.Complaints;
using Laksana.Procedures;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>What a page about complaints needs.</summary>
internal sealed record ComplaintTools(ComplaintBook Book, PublishedSheets Sheets, CaseDesk Desk, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page about the complaints of an office.</summary>
internal abstract class ComplaintPage(ComplaintTools tools) : DeskPage(tools.Sheets, tools.Current, tools.Clock)
{
    protected ComplaintTools Tools { get; } = tools;

    public ComplaintClock Time => new(Sheet.Desk!, AtWork.Calendar);

    /// <summary>Whether the officer is one of the few who may know who complains.</summary>
    protected bool MayKnowWho => Sheet.FindField(ComplaintSheet.Text) is { } words && Rights.ToReadPersonal(words, Tools.Current.Officer);

    protected override bool IsOf(Desk desk) => desk.IsComplaints;
}
