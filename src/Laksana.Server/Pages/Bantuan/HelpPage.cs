using Laksana.Cases;
using Laksana.Help;
using Laksana.Procedures;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Bantuan;

/// <summary>What a page of the help desk needs.</summary>
internal sealed record HelpTools(HelpBook Book, KnownAnswers Answers, PublishedSheets Sheets, CaseDesk Desk, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page of the help desk.</summary>
internal abstract class HelpPage(HelpTools tools) : DeskPage(tools.Sheets, tools.Current, tools.Clock)
{
    protected HelpTools Tools { get; } = tools;

    /// <summary>Known answers are kept by those who take problems in and those who sort them.</summary>
    public bool MayKeep => new[] { HelpSheet.Record, HelpSheet.Inventory }.Select(Sheet.FindStep).OfType<Step>()
        .Any(s => AtWork.Staffing.HoldingFor(Tools.Current.Officer, Sheet.Id, s.Role) is not null);

    protected override bool IsOf(Desk desk) => desk.IsHelp;
}
