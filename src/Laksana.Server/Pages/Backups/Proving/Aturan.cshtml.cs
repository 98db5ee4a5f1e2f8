using System.Globalization;
using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Proving.ProofPageWords;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>When backups are restored for trial. For the administrator.</summary>
internal sealed class AturanModel(ProofTools tools) : ProofPage(tools)
{
    [BindProperty(Name = "terbaru")]
    public string Newest { get; set; } = "";

    [BindProperty(Name = "lama")]
    public string Older { get; set; } = "";

    [BindProperty(Name = "skema")]
    public string? Schema { get; set; }

    [BindProperty(Name = "mulai")]
    public string From { get; set; } = "";

    [BindProperty(Name = "sampai")]
    public string Until { get; set; } = "";

    public IReadOnlyList<string> Wrong { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var policy = await Tools.Drills.PolicyAsync(AtWork.Id, Aborted);
        (Newest, Older, Schema) = (policy.NewestDays.ToString(CultureInfo.InvariantCulture), policy.OlderDays.ToString(CultureInfo.InvariantCulture), policy.AfterSchemaChange ? "ya" : null);
        (From, Until) = (policy.From.ToString("HH:mm", CultureInfo.InvariantCulture), policy.Until.ToString("HH:mm", CultureInfo.InvariantCulture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (Policy() is not { } policy) return Page();
        await Tools.Drills.SetPolicyAsync(AtWork.Id, policy, Office.Officer, Aborted);
        TempData.SayDone(Say["policy.saved"]);
        return LocalRedirect("/backup/uji");
    }

    /// <summary>What was typed; null when something of it is wrong, each of which is named.</summary>
    private DrillPolicy? Policy()
    {
        var wrong = new List<string>();
        var newest = Days(Newest, 1, "policy.wrong.newest");
        var older = Days(Older, 0, "policy.wrong.older");
        var (from, until) = (Hour(From, "policy.wrong.from"), Hour(Until, "policy.wrong.until"));
        Wrong = wrong;
        return wrong.Count > 0 ? null : new DrillPolicy { NewestDays = newest, OlderDays = older, AfterSchemaChange = Schema == "ya", From = from, Until = until };

        int Days(string typed, int least, string key)
        {
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= least && days <= 366) return days;
            wrong.Add(Say[key]);
            return 0;
        }

        TimeOnly Hour(string typed, string key)
        {
            if (TimeOnly.TryParseExact(typed.Replace('.', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour)) return hour;
            wrong.Add(Say[key]);
            return default;
        }
    }
}
