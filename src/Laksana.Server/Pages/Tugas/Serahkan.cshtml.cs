using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Tugas.TugasWords;

namespace Laksana.Server.Pages.Tugas;

/// <summary>
/// A superior gives several tasks to an officer at once, with one reason. Each is an act in its own case; what a case refuses is shown with its reason
/// and stays chosen, the others are given.
/// </summary>
internal sealed class SerahkanModel(Inbox inbox, CaseDesk desk, CaseLoader loader, CurrentOffice office) : PageModel
{
    /// <summary>Names of the form's inputs.</summary>
    public const string Picked = "pilih", To = "kepada", Why = "alasan";

    private const int Most = 50;

    public Refusal? Refusal { get; private set; }
    public string? Officer { get; private set; }
    public string? Reason { get; private set; }
    public IReadOnlyList<(string Id, string Name)> Officers { get; private set; } = [];

    /// <summary>Tasks that were not given: what the form calls them, the case's number, and why not.</summary>
    public IReadOnlyList<(string Mark, string Number, string? Why)> Left { get; private set; } = [];

    private OfficeAtWork AtWork => office.AtWork!;

    /// <summary>The tasks are chosen in the tray.</summary>
    public IActionResult OnGet() => LocalRedirect("/tugas?baki=" + IndexModel.BelowWord);

    public async Task<IActionResult> OnPostAsync()
    {
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        (Officer, Reason) = (form[To].ToString(), form[Why].ToString().Trim());
        Officers = [.. (await inbox.BeneathAsync(AtWork, office.Officer, HttpContext.RequestAborted)).Officers.Select(o => (o, AtWork.NameOf(o))).OrderBy(o => o.Item2, StringComparer.CurrentCulture)];
        var marks = form[Picked].OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (marks.Count is 0 or > Most || Officers.All(o => o.Id != Officer) || Reason.Length is 0 or > 2000)
            return Show(marks.Take(Most).Select(m => (m, m.Split('/')[0], (string?)null)),
                new Refusal(marks.Count switch { 0 => Say["give.none"], > Most => Say["give.too-many", Most], _ => Say["give.incomplete"] }, Say["give.remedy"]), StatusCodes.Status422UnprocessableEntity);

        var left = new List<(string, string, string?)>();
        foreach (var mark in marks)
            if (await GiveAsync(mark, form["kunci"].ToString()) is { } why) left.Add((mark, mark.Split('/')[0], why));
        if (left.Count > 0) return Show(left, new Refusal(Say["give.left", marks.Count - left.Count, left.Count], Say["give.left.remedy"]), StatusCodes.Status409Conflict);
        TempData.SayDone(Say["give.done", marks.Count, AtWork.NameOf(Officer)]);
        return LocalRedirect("/tugas?baki=" + IndexModel.BelowWord);
    }

    /// <summary>Null when it was given, now or by the same form before.</summary>
    private async Task<string?> GiveAsync(string mark, string key)
    {
        if (mark.Split('/') is not [{ Length: > 0 and <= 40 } number, var digits, var seen] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || await loader.LoadAsync(office.Id, number, HttpContext.RequestAborted) is not { State: var state }) return Say["give.gone"];
        // Whoever took it after the list was drawn keeps it, until the superior has seen that.
        var holder = state.FindRun(run)?.Officer ?? "";
        if (holder == Officer) return null;
        if (holder != seen) return holder.Length == 0 ? Say["give.released"] : Say["give.taken", AtWork.NameOf(holder)];
        var answer = await desk.HandleAsync(new CaseRequest
        {
            Office = office.Id, Number = number, Officer = office.Officer, Administrator = office.IsAdministrator,
            Command = new ReassignStep(run, Officer!, Reason!), IdempotencyKey = KeyOf(key, mark),
        }, HttpContext.RequestAborted);
        return answer switch
        {
            CaseAnswer.Done => null,
            CaseAnswer.Refused refused => CaseWords.Explain(refused.Why, AtWork.Zone, AtWork.NameOf),
            CaseAnswer.Conflict conflict => CaseWords.Explain(conflict.Why, AtWork.Zone, AtWork.NameOf),
            _ => Say["give.gone"],
        };
    }

    /// <summary>One key for each task of the form: sending it twice gives each once.</summary>
    private static string? KeyOf(string key, string mark) =>
        Guid.TryParse(key, out var id) ? $"{id:N}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark)))[..16]}" : null;

    private PageResult Show(IEnumerable<(string, string, string?)> left, Refusal why, int status)
    {
        Response.StatusCode = status;
        (Left, Refusal) = ([.. left], why);
        return Page();
    }
}
