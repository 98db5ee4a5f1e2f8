using Laksana.Network;
using Laksana.Network.Probes;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>Changes an entry; its id stays.</summary>
internal sealed class UbahModel(NetworkTools tools, MapDesk desk, ProbeSecrets secrets) : EntryPage(tools, desk, secrets)
{
    private MapEntry _entry = null!;

    public override string Title => NameOf(_entry);

    public override string Action => $"{Address}/ubah/{Uri.EscapeDataString(_entry.Id)}";

    public override string RemoveAddress => $"{Address}/hapus/{Uri.EscapeDataString(_entry.Id)}";

    protected override string? Id => _entry.Id;

    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id) => await FindAsync(id) ?? await SaveAsync(Say["entry.changed"]);

    private async Task<IActionResult?> FindAsync(string id)
    {
        if (await EnterKindAsync() is { } closed) return closed;
        if (Map.Find(Kind, id) is not { } entry) return NotFound();
        _entry = entry;
        MayRemove = Kind != MapKind.Site;
        Show(entry);
        return null;
    }
}
