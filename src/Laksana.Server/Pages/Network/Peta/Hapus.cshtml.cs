using Laksana.Network;
using Laksana.Officers;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>Takes an entry off the map, unless others name it.</summary>
internal sealed class HapusModel(NetworkTools tools, MapDesk desk) : KindPage(tools)
{
    public MapEntry Entry { get; private set; } = null!;

    public IReadOnlyList<string> Errors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await FindAsync(id) is { } closed) return closed;
        var faults = await desk.ChangeAsync(AtWork.Id, new MapChange(Tools.Current.Officer, AdministrationActs.NetworkMapChanged, id) { Remove = [(Kind, id)], Details = [("removed", "1")] }, Aborted);
        if (faults.Count == 0) return Done(Say["entry.removed"], Address);
        Errors = [.. faults.Select(f => $"{MapNames.Say(f.Kind)} {f.Id}: {f.Message}")];
        return Refuse(Say["entry.named", faults.Count], Say["entry.named.hint"]);
    }

    private async Task<IActionResult?> FindAsync(string id)
    {
        if (await EnterKindAsync() is { } closed) return closed;
        if (Kind == MapKind.Site || Map.Find(Kind, id) is not { } entry) return NotFound();
        Entry = entry;
        return null;
    }
}
