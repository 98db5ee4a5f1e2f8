using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>A page about one kind of entries, named in its address.</summary>
internal abstract class KindPage(NetworkTools tools) : NetworkPage(tools)
{
    [BindProperty(Name = "jenis", SupportsGet = true)]
    public string KindWord { get; set; } = "";

    public MapKind Kind { get; private set; }

    public MapTable Table => MapTable.Of(Kind);

    public string KindName => MapNames.Say(Kind, many: true);

    public string Address => "/jaringan/peta/" + MapNames.Word(Kind);

    protected async Task<IActionResult?> EnterKindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (MapNames.KindOf(KindWord) is not { } kind) return NotFound();
        Kind = kind;
        return null;
    }

    public static string NameOf(MapEntry entry) => entry switch { MapElement e => e.Name, MapProvider p => p.Name, _ => entry.Id };
}
