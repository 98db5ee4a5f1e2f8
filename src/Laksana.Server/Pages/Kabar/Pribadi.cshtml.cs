using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>What an officer wants to be sent, by which way and when.</summary>
internal sealed class PribadiModel(PersonalNoticeBook persons, NoticeSettingsBook settings, CurrentOffice office) : PageModel
{
    public static readonly IReadOnlyList<(NoticeWay Way, string Word)> Ways = [(NoticeWay.Mail, "surel"), (NoticeWay.Webhook, "gerbang")];

    public PersonalChoice Choice { get; private set; } = null!;

    public NoticeSettings Settings { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public static NoticeWay? WayOf(string? word) => Ways.Where(w => w.Word == word).Select(w => (NoticeWay?)w.Way).FirstOrDefault();

    public bool Offers(NoticeWay way) => way == NoticeWay.Mail ? Settings.MailIsSet : Settings.WebhookIsSet;

    public IEnumerable<(NoticeWay Way, string Word)> Confirmed => Ways.Where(w => Choice.To(w.Way) is { Confirmed: true });

    public async Task OnGetAsync() => await ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var form = new TypedTimes(Request.Form);
        var summary = form.Time("ringkasan-pukul");
        var person = new PersonalNotices
        {
            Language = Request.Form["bahasa-kabar"] == "en" ? "en" : "id",
            SummaryAt = Request.Form["ringkasan"] == "ya" ? summary ?? new TimeOnly(7, 0) : null,
            QuietFrom = form.Time("tenang-dari"),
            QuietTo = form.Time("tenang-sampai"),
            LatePasses = Request.Form["terlambat-tembus"] == "ya",
        };
        var kinds = Ways.Select(w => w.Way).Append(NoticeWay.Bell).SelectMany(way => NoticeKinds.All.Where(kind => Request.Form[$"pilih.{kind}"].Contains(((int)way).ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Select(kind => (kind, way))).Where(k => k.way != NoticeWay.Bell || k.kind == NoticeKinds.Ready).ToList();
        await ReadAsync();
        // What the form shows again is what was typed.
        Choice = Choice with { Person = person, Kinds = kinds.ToHashSet() };
        if (form.Wrong) return Refuse(Say["time.wrong"], Say["time.wrong.hint"]);
        if (person.QuietFrom is null != person.QuietTo is null || person.QuietFrom is not null && person.QuietFrom == person.QuietTo) return Refuse(Say["quiet.half"], Say["quiet.half.hint"]);
        await persons.WriteAsync(office.Id, office.Officer, person, kinds, HttpContext.RequestAborted);
        TempData.SayDone(Say["own.saved"]);
        return LocalRedirect("/akun/kabar");
    }

    private PageResult Refuse(string cause, string remedy)
    {
        Refusal = new Refusal(cause, remedy);
        return Page();
    }

    private async Task ReadAsync()
    {
        Choice = await persons.ReadAsync(office.Id, office.Officer, HttpContext.RequestAborted);
        Settings = (await settings.ReadAsync(office.Id, HttpContext.RequestAborted)).Settings;
    }
}
