using Laksana.Network;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>A kind as a table: read again it changes nothing.</summary>
internal sealed class UnduhModel(NetworkTools tools, TableDesk tables) : KindPage(tools)
{
    public async Task<IActionResult> OnGetAsync(string? bentuk)
    {
        if (await EnterKindAsync() is { } closed) return closed;
        await tables.SendAsync(HttpContext, MapExport.FormOf(Kind), MapExport.Rows(Map, Kind), bentuk, $"jaringan-{MapNames.Word(Kind)}-{AtWork.Id}");
        return new EmptyResult();
    }
}
