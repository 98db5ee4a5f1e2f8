using Laksana.Complaints;
using Laksana.Documents;
using Laksana.Server.Permitting;
using Laksana.Services;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>
/// What the complainant is told or handed: number of the case, what was understood, by when he will be answered, and the tracking number with which he reads the answer.
/// Without his name. A tracking number is shown once; whoever loses it is given another.
/// </summary>
internal sealed class TandaTerimaModel(ComplaintTools tools, ServiceRequests requests) : ComplaintPage(tools)
{
    private const string Given = "Complaint.Tracking";

    [BindProperty(Name = "number", SupportsGet = true)]
    public string Number { get; set; } = "";

    public Complaint Complaint { get; private set; } = null!;

    public ComplaintDue? Due { get; private set; }

    /// <summary>Just given out; it cannot be shown again.</summary>
    public string? Tracking { get; private set; }

    public string? TrackingAddress { get; private set; }

    public HtmlString? Picture { get; private set; }

    /// <summary>Somebody holds a tracking number of this complaint already.</summary>
    public bool IsFollowed { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        IsFollowed = await requests.IsFollowedAsync(AtWork.Id, Number, Aborted);
        if (TempData[Given] is string tracking && tracking.Split(' ') is [var number, var given] && number == Number) Show(given);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        await GiveOutAsync(TempData, requests, AtWork.Id, Number, Aborted);
        return LocalRedirect($"/pengaduan/{Number}/tanda-terima");
    }

    /// <summary>Gives out a tracking number, to be shown on the receipt that comes next.</summary>
    public static async Task GiveOutAsync(ITempDataDictionary next, ServiceRequests requests, string office, string number, CancellationToken token) =>
        next[Given] = number + " " + (await requests.GiveOutAsync(office, number, token)).Text;

    private async Task<IActionResult?> FindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork, Number, Aborted) is not var (complaint, _)) return NotFound();
        if (!MayKnowWho) return new StatusCodeResult(StatusCodes.Status403Forbidden);
        (Complaint, Due) = (complaint, Time.Running(complaint));
        return null;
    }

    private void Show(string tracking)
    {
        Tracking = tracking;
        if (!Permissions.Table.Any(p => p.Route.StartsWith("/layanan/{", StringComparison.Ordinal) && p.Route.Contains("/lacak", StringComparison.Ordinal))) return;
        TrackingAddress = $"{Request.Scheme}://{Request.Host}/layanan/{AtWork.Id}/lacak/{tracking}";
        Picture = new HtmlString(QrPicture.Svg(TrackingAddress, PengaduanWords.Say["tracking.title"]));
    }
}
