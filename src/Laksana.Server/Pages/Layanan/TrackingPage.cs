using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Services;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Layanan;

/// <summary>A page of whoever holds a tracking number. A number that nobody holds and one that cannot be one answer alike, and both count.</summary>
internal abstract class TrackingPage(PublicTools tools) : PublicPage(tools)
{
    [BindProperty(Name = "nomor", SupportsGet = true)]
    public string Typed { get; set; } = "";

    public TrackingNumber Number { get; private set; } = null!;
    public CaseState State { get; private set; } = null!;
    public Procedure Sheet { get; private set; } = null!;
    public ServiceProgress Progress { get; private set; } = null!;

    /// <summary>Where the request is followed, whole, for the QR code.</summary>
    public string WholeAddress => $"{Request.Scheme}://{Request.Host}{Address}/lacak/{Number.Text}";

    /// <summary>The field that documents sent later belong to; null when the sheet asks for none.</summary>
    public Field? DocumentField => Sheet.Steps[0].Fields.FirstOrDefault(f => f.Applicant != ApplicantPart.None && f.Kind == FieldKind.Document);

    /// <summary>He gave no name, and is to be told from nothing else.</summary>
    protected bool IsAnonymous => Sheet.Steps[0].Fields.Any(f => f.FromPublicPage == SheetKeys.Field.Confidence && State.Fields.GetValueOrDefault(f.Name)?.Value == SheetKeys.Field.Confidences[2]);

    /// <returns>What to answer instead; null when the request was found.</returns>
    protected async Task<IActionResult?> FollowAsync()
    {
        if (!await EnterAsync()) return NotFound();
        var address = HttpContext.Connection.RemoteIpAddress;
        if (!Tools.Gate.MayLookUp(address)) return StatusCode(StatusCodes.Status429TooManyRequests);
        var number = TrackingNumber.Parse(Typed);
        if (await Tools.Requests.FindAsync(AtWork.Id, number, Aborted) is not { } found
            || await Tools.Loader.LoadAsync(AtWork.Id, found, Aborted) is not { } loaded
            || await Tools.Sheets.FindAsync(AtWork.Id, loaded.State.Procedure, loaded.State.ProcedureVersion, Aborted) is not { } sheet)
        {
            Tools.Gate.Missed(address);
            return NotFound();
        }
        (Number, State, Sheet) = (number!, loaded.State, sheet.Procedure);
        Progress = ServiceProgress.Of(Sheet, State, AtWork);
        return null;
    }
}
