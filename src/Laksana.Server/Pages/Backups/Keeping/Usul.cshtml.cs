using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>Proposes a policy.</summary>
internal sealed class UsulModel(KeepingTools tools, BackupSettings settings) : KeepingPage(tools)
{
    [BindProperty(Name = "sumber")]
    public string? Source { get; set; }

    [BindProperty(Name = "harian")]
    public int Daily { get; set; } = 14;

    [BindProperty(Name = "mingguan")]
    public int Weekly { get; set; } = 8;

    [BindProperty(Name = "bulanan")]
    public int Monthly { get; set; } = 12;

    [BindProperty(Name = "tahunan")]
    public int Yearly { get; set; } = 5;

    [BindProperty(Name = "minimum")]
    public int Minimum { get; set; } = 3;

    [BindProperty(Name = "tunggu")]
    public int WaitDays { get; set; } = 1;

    public IEnumerable<string> Sources => settings.All(AtWork.Id).Select(s => s.Name);

    /// <summary>The form's numbers: name, value and bounds.</summary>
    public IEnumerable<(string Name, int Value, int Least, int Most)> Numbers =>
    [
        ("harian", Daily, 0, RetentionPolicy.MostDays), ("mingguan", Weekly, 0, RetentionPolicy.MostWeeks), ("bulanan", Monthly, 0, RetentionPolicy.MostMonths),
        ("tahunan", Yearly, 0, RetentionPolicy.MostYears), ("minimum", Minimum, 1, RetentionPolicy.MostMinimum), ("tunggu", WaitDays, 0, RetentionPolicy.MostWait),
    ];

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!ModelState.IsValid || Numbers.Any(n => n.Value < n.Least || n.Value > n.Most) || Source is { Length: > 0 } named && !Sources.Contains(named))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Refusal = new Refusal(Say["policy.wrong"], Say["policy.wrong.remedy"]);
            return Page();
        }
        var answer = await Tools.Policies.ProposeAsync(Form, Source ?? "", new RetentionPolicy(Daily, Weekly, Monthly, Yearly, Minimum, WaitDays), Reason ?? "", Aborted);
        return AnswerTo(answer, Say["policy.proposed-done"], _ => Home);
    }
}
