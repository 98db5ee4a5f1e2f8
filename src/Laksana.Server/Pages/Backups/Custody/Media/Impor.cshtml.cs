using Laksana.Backups;
using Laksana.Documents.Tables;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>Enters media from a table, all or none.</summary>
internal sealed class ImporModel(CustodyPageTools tools) : CustodyPage(tools)
{
    public IReadOnlyList<TableFinding> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var known = (await Tools.Media.ListAsync(AtWork.Id, Aborted)).Select(m => m.Label).ToHashSet(StringComparer.Ordinal);
        var listed = ListedMedia.Read(await SentAsync(), known);
        if (listed.Findings.Count == 0) return AnswerTo(await Tools.Desk.AddAsync(Form, listed.Media, Aborted), Say["imported", listed.Media.Count], "/backup/media");
        Findings = listed.Findings;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Refusal = new Refusal(Say["import.refused", Findings.Count], Say["import.refused.hint"]);
        return Page();
    }

    private async Task<TableReading> SentAsync()
    {
        if (!Request.HasFormContentType || Request.Form.Files.GetFile("tabel") is not { Length: > 0 } file) return new([], Say["import.missing"]);
        if (file.Length > TableReader.Largest) return new([], Say["import.too-large", TableReader.Largest / 1024]);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Aborted);
        return TableReader.Read(bytes.ToArray());
    }
}
