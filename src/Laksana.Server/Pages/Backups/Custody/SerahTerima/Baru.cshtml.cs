using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.SerahTerima;

/// <summary>Hands a medium over; it changes hands when the receiver accepts.</summary>
internal sealed class BaruModel(CustodyPageTools tools) : CustodyPage(tools)
{
    private const int LongestNote = 500;

    [BindProperty(Name = "media", SupportsGet = true)]
    public string? Label { get; set; }

    [BindProperty(Name = "penerima")]
    public string? Receiver { get; set; }

    [BindProperty(Name = "catatan")]
    public string? Note { get; set; }

    public IReadOnlyList<Medium> Givable { get; private set; } = [];

    public IReadOnlyList<string> Receivers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } closed) return closed;
        var label = Medium.LabelOf(Label);
        if (!Receivers.Contains(Receiver ?? ""))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Refusal = new Refusal(Say["receiver.needed"], Say["receiver.needed.hint"]);
            return Page();
        }
        if (Note is { Length: > LongestNote }) Note = Note[..LongestNote];
        if (await Tools.Handovers.OpenOnAsync(AtWork.Id, label, Aborted) is { } open && (Form.Key is null || open.Giver != Me)) return AnswerTo(new CustodyAnswer.Refused("already-offered", label), "", "");
        var (answer, id) = await Tools.Handing.OfferAsync(Form, label, Receiver!, null, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), Aborted);
        return AnswerTo(answer is CustodyAnswer.Conflict ? new CustodyAnswer.Refused("already-offered", label) : answer, Say["given", label, AtWork.NameOf(Receiver!)], "/backup/serah-terima/" + id);
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayAct) return Forbidden();
        Givable = [.. (await Tools.Media.ListAsync(AtWork.Id, Aborted)).Where(m => m.State == MediumState.InUse && (m.Holder is null || m.Holder == Me))];
        Receivers = [.. Rights.Hands.Where(o => o != Me).OrderBy(AtWork.NameOf, StringComparer.CurrentCulture)];
        return null;
    }
}
