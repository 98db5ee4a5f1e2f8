using System.Globalization;
using Laksana.Network;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>Maintenance: planned, under way and lately ended, and a form to plan one.</summary>
internal sealed class PemeliharaanModel(NetworkTools tools, WindowBook windows) : NetworkPage(tools)
{
    public const int LongestReason = 300, MostOffered = 500;

    private const string Local = "yyyy-MM-dd'T'HH:mm";

    private static readonly TimeSpan Shown = TimeSpan.FromDays(31), Usual = TimeSpan.FromHours(2);

    /// <summary>Id of the element, or its name.</summary>
    [BindProperty(Name = "unsur", SupportsGet = true)]
    public string? ElementWord { get; set; }

    [BindProperty(Name = "mulai")]
    public string? SinceWord { get; set; }

    [BindProperty(Name = "selesai")]
    public string? UntilWord { get; set; }

    [BindProperty(Name = "alasan")]
    public string? Reason { get; set; }

    /// <summary>Of the form: sent twice it plans one window.</summary>
    [BindProperty(Name = "kunci")]
    public Guid Key { get; set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public IReadOnlyList<MaintenanceWindow> Windows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        (SinceWord, UntilWord) = (Written(Now), Written(Now + Usual));
        await ReadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var faults = new List<string>();
        var typed = ElementWord?.Trim() ?? "";
        var element = Map.Element(typed) ?? Map.Elements.Values.FirstOrDefault(e => e.Name.Equals(typed, StringComparison.OrdinalIgnoreCase));
        if (element is null) faults.Add(Say["window.element", typed]);
        var (since, until) = (Instant(SinceWord), Instant(UntilWord));
        if (since is null) faults.Add(Say["window.since"]);
        if (until is null) faults.Add(Say["window.until"]);
        if (since >= until) faults.Add(Say["window.order"]);
        else if (until <= Now) faults.Add(Say["window.past"]);
        else if (until - since > WindowBook.Longest) faults.Add(Say["window.long", (int)WindowBook.Longest.TotalDays]);
        var reason = Reason?.Trim() ?? "";
        if (reason.Length is 0 or > LongestReason || reason.Any(char.IsControl)) faults.Add(Say["window.reason", LongestReason]);
        if (faults.Count > 0)
        {
            Faults = faults;
            await ReadAsync();
            return Refuse(Say["refused", faults.Count], Say["refused.hint"]);
        }
        // A form that is sent again after its time began plans nothing anew: its key is the window's.
        await windows.PlanAsync(AtWork.Id, new MaintenanceWindow(Key == Guid.Empty ? Guid.NewGuid() : Key, element!.Id, since!.Value, until!.Value, reason, Tools.Current.Officer, Now, null), Aborted);
        return Done(Say["window.planned", element.Name], "/jaringan/pemeliharaan");
    }

    public string StateOf(MaintenanceWindow w) => Say[w.Until <= Now ? "window.over" : w.Holds(Now) ? "window.now" : "window.coming"];

    public string StyleOf(MaintenanceWindow w) => w.Until <= Now ? "off" : w.Holds(Now) ? "now" : "done";

    private async Task ReadAsync() => Windows = [.. (await windows.ListAsync(AtWork.Id, Now - Shown, Aborted)).OrderBy(w => w.Until <= Now).ThenBy(w => w.Until <= Now ? -w.Until.UtcTicks : w.Since.UtcTicks)];

    private string Written(DateTimeOffset at) => Tools.Times.Here(at).ToString(Local, CultureInfo.InvariantCulture);

    /// <summary>What was typed is the office's clock.</summary>
    private DateTimeOffset? Instant(string? typed) =>
        DateTime.TryParseExact(typed, [Local, "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 2000 and < 2200
            ? new DateTimeOffset(local, AtWork.Definition.Zone.Zone.GetUtcOffset(local)).ToUniversalTime() : null;
}
