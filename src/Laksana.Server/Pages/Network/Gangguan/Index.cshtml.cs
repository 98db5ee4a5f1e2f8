using System.Globalization;
using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network.Gangguan;

/// <summary>Incidents: those that are open, then those that have ended, the newest first.</summary>
internal sealed class IndexModel(NetworkTools tools) : NetworkPage(tools)
{
    private const int PageSize = 50;

    /// <summary>Only what ended before this moment, in seconds since 1970.</summary>
    [BindProperty(Name = "sebelum", SupportsGet = true)]
    public long? BeforeWord { get; set; }

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var before = BeforeWord is > 0 and < 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(BeforeWord.Value) : DateTimeOffset.MaxValue.AddDays(-2);
        var ended = await Tools.Incidents.EndedAsync(AtWork.Id, before, PageSize, Aborted);
        Incidents = [.. BeforeWord is null ? await Tools.Incidents.OpenAsync(AtWork.Id, Aborted) : [], .. ended];
        Older = ended.Count == PageSize ? ended[^1].EndedAt!.Value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : null;
        return Page();
    }
}
