using Laksana.Backups;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>The inventory as a table.</summary>
internal sealed class UnduhModel(CustodyPageTools tools, TableDesk tables) : CustodyPage(tools)
{
    public async Task<IActionResult> OnGetAsync(string? bentuk)
    {
        if (await EnterAsync() is { } closed) return closed;
        await tables.SendAsync(HttpContext, ListedMedia.Form, RowsAsync(), bentuk, "media-" + AtWork.Id);
        return new EmptyResult();
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync()
    {
        foreach (var m in await Tools.Media.ListAsync(AtWork.Id, Aborted))
            yield return
            [
                m.Label, Say["kind." + m.Kind], m.Serial, ListedMedia.CapacityText(m.Capacity), m.Owner, m.Place, m.CheckDays.ToString(System.Globalization.CultureInfo.InvariantCulture),
                m.Holder is { } holder ? AtWork.NameOf(holder) : null, Say["state." + m.State], m.CheckedAt is { } at ? Tools.Times.Here(at) : null, (await Tools.Media.CopiesAsync(AtWork.Id, m.Label, Aborted)).Count,
            ];
    }
}
