using Laksana.Cases;
using Laksana.Server.Pages.Berkas;

namespace Laksana.Server.Pages.Kertas;

/// <summary>The message about an open row, and whom it may be sent to: those whose turn it is, with the numbers that the register knows.</summary>
internal sealed record MessageView(int Run, string Text, IReadOnlyList<(string Name, string Address)> Receivers, string AnyAddress)
{
    private const int MostReceivers = 5;

    public static MessageView Of(CaseView view, WorkView work, HttpRequest request)
    {
        var run = work.Run;
        var reported = run.Status == RunStatus.Reported;
        var limit = view.Deadlines.Running(run)?.Due?.At;
        var text = HandOverMessage.Text(new HandOver(view.Office.Definition.Name, view.State.Number, view.Subject, work.Step.Number, work.Step.Activity,
            view.Procedure.RoleTitle(reported ? work.Step.ReportsTo! : work.Step.Role), limit is { } at ? view.Times.Full(at) : null, request.Whole($"{view.Address}#langkah-{work.Step.Number}")) { Reported = reported });
        var turn = run.Officer is { } holder && !reported ? [holder] : view.Rights.WhoMayAct(view.State, run);
        var receivers = turn.Where(o => o != view.Me).Select(o => view.Office.Officers.GetValueOrDefault(o)).OfType<Officers.OfficerEntry>().Where(o => HandOverMessage.Dialled(o.Phone).Length > 0)
            .OrderBy(o => o.Name, StringComparer.CurrentCulture).Take(MostReceivers).Select(o => (o.Name, HandOverMessage.WhatsApp(text, o.Phone)));
        return new MessageView(run.Run, text, [.. receivers], HandOverMessage.WhatsApp(text, null));
    }
}
