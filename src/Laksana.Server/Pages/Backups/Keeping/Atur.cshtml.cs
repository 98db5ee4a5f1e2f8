using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>The watch's limits, and which sheet each kind of finding opens.</summary>
internal sealed class AturModel(KeepingTools tools, BackupSettings settings) : KeepingPage(tools)
{
    [BindProperty(Name = "versi")]
    public int Seen { get; set; }

    public WatchSettings Limits { get; private set; } = new();

    public IEnumerable<string> Sources => settings.All(AtWork.Id).Select(s => s.Name);

    public IEnumerable<(string Name, int Value)> Numbers => [("sesudah-jadwal", Limits.AfterSchedule), ("tanpa-jadwal", Limits.Unscheduled), ("belum-dibaca", Limits.Unread), ("belum-diuji", Limits.Unproved), ("ruang", Limits.Space), ("usia-salinan", Limits.CopyDays)];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        (Limits, Seen) = await Tools.Watch.SettingsAsync(AtWork.Id, Aborted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Limits = Sent(Request.Form);
        return AnswerTo(await Tools.Watch.ChangeAsync(Form, Limits, Seen, Aborted), Say["watch.saved"], _ => "/backup/pengawasan");
    }

    private WatchSettings Sent(IFormCollection form) => new()
    {
        AfterSchedule = Days(form["sesudah-jadwal"]), Unscheduled = Days(form["tanpa-jadwal"]), Unread = Days(form["belum-dibaca"]), Unproved = Days(form["belum-diuji"]),
        Space = Days(form["ruang"]), CopyDays = Days(form["usia-salinan"]),
        ServerPlaces = [.. form["ruang-server"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        Sources = Sources.Where(s => !string.IsNullOrWhiteSpace(form["sumber." + s])).ToDictionary(s => s, s => Days(form["sumber." + s])),
        Sheets = Enum.GetValues<FindingKind>().Where(k => form["lembar." + k].ToString() is { } sheet && (sheet == WatchSettings.NoSheet || Current.Any(c => c.Procedure.Id == sheet)))
            .ToDictionary(k => k, k => form["lembar." + k].ToString()),
    };

    private static int Days(string? text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : 0;
}
