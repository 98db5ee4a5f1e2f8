using System.Globalization;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>Puts tables into the map: everything in them, or nothing and all that is wrong.</summary>
internal sealed class ImporModel(NetworkTools tools, MapDesk desk, ProbeSecrets secrets) : NetworkPage(tools)
{
    public const int MostShown = 500;

    public IReadOnlyList<MapFinding> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var files = new List<MapFile>();
        foreach (var kind in MapNames.Kinds)
        {
            if (Request.Form.Files.GetFile(MapNames.Word(kind)) is not { Length: > 0 } sent) continue;
            if (sent.Length > MapImport.Largest) return Refuse(Say["import.large", MapNames.Say(kind, many: true)], Say["import.large.hint", MapImport.Largest / 1024 / 1024]);
            using var bytes = new MemoryStream();
            await sent.CopyToAsync(bytes, Aborted);
            files.Add(new MapFile(kind, Path.GetFileName(sent.FileName), bytes.ToArray()));
        }
        if (files.Count == 0) return Refuse(Say["import.missing"], Say["import.missing.hint"]);
        var read = MapImport.Read(files, Map, secrets.Of(AtWork.Id).Names, whole: Request.Form["utuh"] == "ya");
        if (read.Findings.Count > 0) return RefuseAll(read.Findings);
        if (read.Entries.Count + read.Removed.Count == 0) return Done(Say["import.same"], "/jaringan/peta");
        var faults = await desk.ChangeAsync(AtWork.Id, new MapChange(Tools.Current.Officer, AdministrationActs.NetworkMapImported, AtWork.Id)
        {
            Put = read.Entries, Remove = read.Removed,
            Details = [("changed", Count(read.Entries.Count)), ("removed", Count(read.Removed.Count))],
        }, Aborted);
        // Somebody else changed the map meanwhile.
        return faults.Count > 0 ? RefuseAll([.. faults.Select(f => new MapFinding(MapNames.Say(f.Kind, many: true), null, f.Field, $"{f.Id}: {f.Message}", f.Hint))])
            : Done(Say["imported", read.Entries.Count, read.Removed.Count], "/jaringan/peta");
    }

    private PageResult RefuseAll(IReadOnlyList<MapFinding> findings)
    {
        Findings = findings;
        return Refuse(Say["import.refused", findings.Count], Say["import.refused.hint"]);
    }

    private static string? Count(int count) => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);
}
