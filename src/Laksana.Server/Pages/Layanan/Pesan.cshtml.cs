using Laksana.Cases;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Layanan.LayananWords;

namespace Laksana.Server.Pages.Layanan;

/// <summary>Answers the office, which waits for whoever asked: a message, documents, or both. The officer sees them and goes on himself.</summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, before a document is read.
[StreamedForm]
internal sealed class PesanModel(PublicTools tools) : KemajuanModel(tools)
{
    public const string Text = "pesan";

    public override async Task<IActionResult> OnGetAsync() => await FollowAsync() ?? LocalRedirect($"{Address}/lacak/{Number.Text}");

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FollowAsync() is { } instead)
            return instead;
        if (Request.ContentLength > SentForm.LargestUpload) return await AgainAsync(StatusCodes.Status413PayloadTooLarge, "too-large");
        var address = HttpContext.Connection.RemoteIpAddress;
        using var seat = Tools.Gate.Readers.Take("", Accounts.SignInLimiter.Network(address).ToString());
        var documents = new SentDocuments(DocumentField is { } field ? [field] : [], Tools.Limits, Tools.Gate, taken: seat is not null);
        var form = await SentForm.ReadAsync(HttpContext, documents.KeepAsync, Aborted);
        Message = form[Text]?.Trim() ?? "";
        if (seat is null || Tools.Gate.Sent(address, AtWork.Id) == GateAnswer.Closed) return await AgainAsync(StatusCodes.Status429TooManyRequests, "too-busy");
        if (IsAnonymous) documents.RefuseUncleaned();
        if (documents.Faults is [var fault, ..])
            return await AgainAsync(StatusCodes.Status422UnprocessableEntity, "document", fault);
        if (Message.Length == 0 && !documents.All().Any() || Message.Length > 2000) return await AgainAsync(StatusCodes.Status422UnprocessableEntity, "message");
        foreach (var document in documents.All())
            if (await Tools.Desk.AttachAsync(AtWork.Id, State.Number, document, Aborted) is { } code)
                return await AgainAsync(StatusCodes.Status409Conflict, code == "applicant.not-awaited" ? "not-awaited" : "document");
        // The same words twice are one message: a form sent again says nothing new.
        if (Message.Length > 0 && !await SaidAsync() && await Tools.Desk.WriteAsync(AtWork.Id, State.Number, Message, Aborted) is CaseAnswer.Refused)
            return await AgainAsync(StatusCodes.Status409Conflict, "not-awaited");
        TempData.SayDone(Say["message.sent"]);
        return LocalRedirect($"{Address}/lacak/{Number.Text}");
    }

    private async Task<bool> SaidAsync()
    {
        var digests = State.Digests.GetValueOrDefault(CaseState.Messages, []);
        var said = await Tools.Answers.ReadAsync(AtWork.Id, State.Number, digests.Select(d => new RecordedValue(null, d)), Aborted);
        return digests.Count > 0 && said.GetValueOrDefault(digests[^1]) == Message;
    }

    private async Task<IActionResult> AgainAsync(int status, string why, FieldFault? fault = null)
    {
        Response.StatusCode = status;
        var cause = fault is null ? Say["refused." + why] : fault.Code.StartsWith("upload.public-", StringComparison.Ordinal) ? Say[fault.Code, [.. fault.Arguments]] : DocumentWords.Explain(AtWork, fault);
        Refusal = new Refusal(cause, Say[$"refused.{why}.remedy", AtWork.Definition.Phone ?? Say["contact.counter"]]);
        return await ShowAsync();
    }
}
