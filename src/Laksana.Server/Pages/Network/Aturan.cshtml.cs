using System.Globalization;
using Laksana.Network;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>How the watch judges, whom it tells, and which sheet's case an incident opens.</summary>
internal sealed class AturanModel(NetworkTools tools, NetworkSettingsBook book, NetworkSheets sheets) : NetworkPage(tools)
{
    private const int Day = 24 * 60;

    [BindProperty(Name = "versi")]
    public int Seen { get; set; }

    public NetworkSettings Rules { get; private set; } = NetworkSettings.Usual;

    /// <summary>Sheets whose case an incident can open.</summary>
    public IReadOnlyList<Procedure> Sheets { get; private set; } = [];

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public IEnumerable<(string Name, int Value, int Least, int Most)> Numbers =>
    [
        ("periksa", Rules.Checks, 1, 10), ("pulih", Rules.Recoveries, 1, 10), ("ulang", Rules.RecheckSeconds, 1, 300), ("buka", Rules.CaseAfterMinutes, 0, Day), ("lanjut", Rules.ReopenMinutes, 0, 7 * Day),
    ];

    public string Escalation => string.Join(", ", Rules.EscalateMinutes);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await BeginAsync() is { } closed) return closed;
        (Rules, Seen) = await book.ReadAsync(AtWork.Id, Aborted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await BeginAsync() is { } closed) return closed;
        var faults = new List<string>();
        int Number(string name, int least, int most)
        {
            if (int.TryParse(Request.Form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            faults.Add(Say["rules.number", Say["rule." + name], least, most]);
            return least;
        }
        var levels = Request.Form["naik"].ToString().Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Select(l => int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 7 * Day ? n : 0).ToList();
        if (levels.Count > 5 || levels.Contains(0)) faults.Add(Say["rules.levels"]);
        var sheet = Request.Form["lembar"].ToString();
        if (sheet.Length > 0 && Sheets.All(s => s.Id != sheet)) faults.Add(Say["rules.sheet"]);
        Rules = new NetworkSettings
        {
            Checks = Number("periksa", 1, 10), Recoveries = Number("pulih", 1, 10), RecheckSeconds = Number("ulang", 1, 300), CaseAfterMinutes = Number("buka", 0, Day), ReopenMinutes = Number("lanjut", 0, 7 * Day),
            EscalateMinutes = levels, Sheet = sheet.Length > 0 ? sheet : null, ServersUrgent = Request.Form["server"] == "ya", TellRecovery = Request.Form["kabari"] == "ya",
        };
        if (faults.Count > 0)
        {
            Faults = faults;
            return Refuse(Say["refused", faults.Count], Say["refused.hint"]);
        }
        return await book.WriteAsync(AtWork.Id, Rules, Seen, Tools.Current.Officer, [("sheet", Rules.Sheet)], Aborted) ? Done(Say["rules.saved"], "/jaringan/aturan") : Refuse(Say["rules.conflict"], Say["rules.conflict.hint"]);
    }

    private async Task<IActionResult?> BeginAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Sheets = [.. (await sheets.OfAsync(AtWork, Now, Aborted)).Where(NetworkSheets.CanOpen)];
        return null;
    }
}
