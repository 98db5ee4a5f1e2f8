using Laksana.Agenda;
using Laksana.Documents;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Hosting;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Agenda;

/// <summary>How anybody checks a dossier or the register; and a dossier checked here, which is dropped afterwards.</summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, before the file is read.
[StreamedForm]
internal sealed class VerifikasiModel(ProofStates proofs, Offices offices, DocumentStore documents, VerifyLimiter limiter) : PageModel
{
    /// <summary>Of a dossier to be checked here, in bytes.</summary>
    public const int LargestDossier = 32 * 1024 * 1024;

    /// <summary>Offices whose keys are told on one page.</summary>
    private const int MostOffices = 25;

    public IReadOnlyList<(string Name, IReadOnlyList<OfficeKey> Keys)> Keys { get; private set; } = [];
    public DossierReport? Report { get; private set; }
    /// <summary>Office of this server that the dossier's key belongs to; null when none.</summary>
    public string? KeyOf { get; private set; }
    /// <summary>Key of the words that say why nothing was checked.</summary>
    public string? Refused { get; private set; }

    public Task OnGetAsync() => ReadKeysAsync();

    public async Task OnPostAsync()
    {
        await ReadKeysAsync();
        using var seat = limiter.Take(HttpContext.Connection.RemoteIpAddress);
        if (seat is null)
        {
            (Refused, Response.StatusCode) = ("verifikasi.busy", StatusCodes.Status429TooManyRequests);
            return;
        }
        await using var file = NamelessFile.Create(documents.Spool);
        await SentForm.ReadAsync(HttpContext, async (_, _, content, token) =>
        {
            await new BoundedBody(content, LargestDossier).CopyToAsync(file, token);
            return null;
        }, HttpContext.RequestAborted);
        if (file.Length == 0)
        {
            Refused = "verifikasi.no-file";
            return;
        }
        file.Position = 0;
        Report = await Dossier.VerifyAsync(new BufferedStream(file), null, HttpContext.RequestAborted);
        KeyOf = Keys.FirstOrDefault(o => o.Keys.Any(k => k.Fingerprint == Report.Key)).Name;
    }

    private async Task ReadKeysAsync()
    {
        var token = HttpContext.RequestAborted;
        var known = new List<(string, IReadOnlyList<OfficeKey>)>();
        foreach (var id in (await offices.ListAsync(token)).Take(MostOffices))
            if (await offices.FindAsync(id, token) is { } office) known.Add((office.Definition.FullName, (await proofs.ReadAsync(id, token)).Keys));
        Keys = known;
    }
}
