using Laksana.Network;
using Laksana.Network.Probes;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>A new entry.</summary>
internal sealed class TambahModel(NetworkTools tools, MapDesk desk, ProbeSecrets secrets) : EntryPage(tools, desk, secrets)
{
    public override string Title => Say["map.add.of", MapNames.Say(Kind)];

    public override string Action => Address + "/tambah";

    public async Task<IActionResult> OnGetAsync() => await EnterKindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync() => await EnterKindAsync() ?? await SaveAsync(Say["entry.added"]);
}
