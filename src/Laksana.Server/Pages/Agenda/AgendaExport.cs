using System.Runtime.CompilerServices;
using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Documents.Tables;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using static Laksana.Server.Pages.Agenda.AgendaWords;

namespace Laksana.Server.Pages.Agenda;

/// <summary>The agenda as a table to take along. Written to a nameless file page by page first, so that neither memory nor a connection depends on who reads how fast.</summary>
internal static class AgendaExport
{
    public const int MostLines = 100_000;

    private const int PageSize = 1000;

    public static async Task SendAsync(HttpContext context, AgendaBook book, PublishedSheets sheets, CurrentOffice current, OfficeTimes times, TableDesk desk)
    {
        var (office, token) = (current.AtWork!, context.RequestAborted);
        var known = await sheets.AllVersionsAsync(current.Id, token);
        var filter = AgendaFilter.Of(context.Request.Query, office, IndexModel.Newest(known));
        var telling = new ActTelling(office, known, times);
        var form = new TableForm(Say["file.name"],
        [
            new(Say["file.at"], ColumnKind.Moment), new(Say["file.case"], Width: 18), new(Say["file.subject"], Width: 40), new(Say["file.sheet"]), new(Say["file.step"]),
            new(Say["file.act"], Width: 50), new(Say["file.detail"], Width: 40), new(Say["file.officer"], Width: 24), new(Say["file.position"]), new(Say["file.seal"], ColumnKind.Number),
        ]);
        async IAsyncEnumerable<IReadOnlyList<object?>> Rows([EnumeratorCancellation] CancellationToken stop = default)
        {
            var view = filter.View(office, PageSize) with { After = null };
            for (var (sent, more) = (0, !filter.DaysAreWrong && filter.Seal != "belum"); more && sent < MostLines; sent += PageSize)
            {
                (var entries, more) = await book.ReadAsync(office, current.Officer, current.IsAdministrator, view, stop);
                foreach (var told in entries.Select(telling.Tell)) yield return Row(told, times);
                if (entries.Count > 0) view = view with { After = entries[^1].Place };
            }
        }
        await desk.SendAsync(context, form, Rows(token), context.Request.Query["bentuk"], "agenda-" + times.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static object?[] Row(ToldAct told, OfficeTimes times) =>
    [
        times.Here(told.Entry.At), told.Entry.CaseNumber, told.Entry.Subject, told.Sheet, told.Row, told.Text, told.Detail,
        told.Officer.Length == 0 ? Say["by-program"] : told.Officer, told.Position, told.Entry.Seal,
    ];
}
