using System.Globalization;
using Laksana.Documents.Tables;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Laksana.Server.Pages.Pengaturan;
using Laksana.Server.Pages.Pengaturan.Kalender;
using Laksana.WorkTime;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Mulai;

/// <summary>The steps of the first start. What each holds is kept on the server, so that it can be gone on with later, from any browser that has the code.</summary>
internal sealed class LangkahModel(SetupDesk desk, FirstOffice first, CurrentOffice office, TimeProvider clock) : FormPage(office)
{
    public static readonly IReadOnlyList<string> Steps = ["kantor", "sop", "jabatan", "petugas", "lokasi", "kalender", "nomor", "ringkasan"];

    private const int EmptyPositions = 3;

    public string Step { get; private set; } = "";
    public SetupDraft Draft { get; private set; } = new();
    public FirstOffice First => first;

    private int Number => Steps.ToList().IndexOf(Step);

    public override string Title => Say["setup." + Step];
    public override string? Lead => Say["setup." + Step + ".lead"];
    public override string Submit => Say[Step == "ringkasan" ? "setup.make" : Step is "petugas" or "lokasi" ? "setup.add" : "setup.next"];
    public override (string Address, string Name) Back => Number > 0 ? (Address(Steps[Number - 1]), Say["setup." + Steps[Number - 1]]) : (Address(Steps[0]), Title);
    public override string? Template => Step switch { "petugas" => "petugas", "lokasi" => "lokasi", "kalender" => "kalender", _ => null };
    public string Next => Address(Steps[Math.Min(Number + 1, Steps.Count - 1)]);
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public static string Address(string step) => "/mulai/" + step;

    protected override IReadOnlyList<SettingInput> Fields => Step switch
    {
        "kantor" => OfficeFields(),
        "sop" => [new("sop", Say["setup.sop.choose"], string.Join('\n', Draft.Sheets), InputKind.Checks) { Options = [.. first.Shipped.Select(s => (s.Key, $"{s.Procedure.Title} — {s.Procedure.Unit}, {s.Folder.Office!.Government?.Replace("Pemerintah ", "", StringComparison.Ordinal)}"))] }],
        "petugas" => [File(), .. OneOfficer()],
        "lokasi" => [File(), new("nama", Say["site.name"]), new("alamat", Say["site.address"]) { Hint = Say["site.address.hint"] }, new("port", Say["site.port"], null, InputKind.Number)],
        "kalender" => [.. CalendarEdit.Week.Select(d => new SettingInput("jam." + d.Key, CalendarEdit.DayName(d.Day), Draft.Hours is { } hours ? hours.GetValueOrDefault(d.Key, "") : CalendarEdit.Hours(first.Calendar(Draft with { Hours = null }).Calendar!.Hours, d.Day))), File()],
        "nomor" => [.. first.Chosen(Draft).Select(s => new SettingInput("nomor." + s.Procedure.CaseCode, s.Procedure.Title, Draft.Numbers.TryGetValue(s.Procedure.CaseCode, out var last) ? last.ToString(CultureInfo.InvariantCulture) : "", InputKind.Number) { Hint = Say["setup.nomor.hint", $"{s.Procedure.CaseCode}-{Year}-{(Draft.Numbers.TryGetValue(s.Procedure.CaseCode, out var l) ? l : 0) + 1:0000}"] })],
        "ringkasan" =>
        [
            new("administrator", Say["setup.administrator"], Draft.Officers.FirstOrDefault(o => o.Officer.Administrator)?.Officer.Id, InputKind.Select) { Options = [.. Draft.Officers.Select(o => (o.Officer.Id, o.Officer.Name))], Hint = Say["setup.administrator.hint"] },
            new("pengguna", Say["account.user-name"]) { Required = true, Longest = 60, Autocomplete = "username", Hint = Say["account.user-name.hint"] },
            new("sandi", Say["setup.password"], null, InputKind.Password) { Required = true, Autocomplete = "new-password", Hint = Say["setup.password.hint", PasswordRules.ShortestLength] },
            new("ulang", Say["setup.repeat"], null, InputKind.Password) { Required = true, Autocomplete = "new-password" },
        ],
        _ => [],
    };

    /// <summary>Of the step of positions: each with its name and the one above it, and room for some more.</summary>
    public IReadOnlyList<(string Id, string Title, string? Superior)> PositionRows => [.. (Draft.Positions ?? first.Template(Draft)).Select(p => (p.Id, p.Title, p.Superior)), .. Enumerable.Range(1, EmptyPositions).Select(n => ($"baru-{n}", "", (string?)null))];

    private int Year => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), OfficeZone.Wib.Zone).Year;

    public async Task<IActionResult> OnGetAsync(string langkah)
    {
        if (await DoorAsync(langkah) is { } closed) return closed;
        if (Step == "ringkasan") Problems = first.Problems(Draft);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string langkah)
    {
        if (await DoorAsync(langkah) is { } closed) return closed;
        return Step switch
        {
            "kantor" => KeepOffice(),
            "sop" => KeepSheets(),
            "jabatan" => KeepPositions(),
            "petugas" => await KeepOfficersAsync(),
            "lokasi" => await KeepSitesAsync(),
            "kalender" => await KeepCalendarAsync(),
            "nomor" => KeepNumbers(),
            _ => await MakeAsync(),
        };
    }

    private async Task<IActionResult?> DoorAsync(string langkah)
    {
        if (!await desk.IsOpenAsync(Token) || !Steps.Contains(langkah)) return NotFound();
        if (!desk.IsPass(Request.Cookies[IndexModel.Cookie])) return LocalRedirect("/mulai");
        (Step, Draft) = (langkah, desk.Read());
        return null;
    }

    private IReadOnlyList<SettingInput> OfficeFields() =>
    [
        new("nama", Say["office.name"], Draft.Name) { Required = true },
        new("pemerintah", Say["office.government"], Draft.Government) { Hint = Say["office.government.hint"] },
        new("alamat", Say["office.address"], Draft.Address),
        new("telepon", Say["office.phone"], Draft.Phone) { Longest = 40 },
        new("zona", Say["office.zone"], Draft.Zone, InputKind.Select) { Options = [.. OfficeZone.All.Select(z => (z.Abbreviation, $"{z.Abbreviation} ({z.Id})"))] },
        new("id", Say["setup.id"], Draft.Id) { Hint = Say["setup.id.hint"], Longest = 40 },
    ];

    private IReadOnlyList<SettingInput> OneOfficer() =>
    [
        new("nama", Say["officer.name"]) { Hint = Say["officer.name.hint"] },
        new("id", Say["officer.id"]) { Longest = 60, Hint = Say["officer.id.hint"] },
        new("nip", "NIP") { Longest = 30, Hint = Say["officer.nip.hint"] },
        new("telepon", Say["officer.phone"]) { Longest = 40 },
        new("jabatan", Say["positions"], null, InputKind.Checks) { Options = [.. (Draft.Positions ?? []).Select(p => (p.Id, p.Title))] },
        new("administrator", Say["officer.administrator"], null, InputKind.Check),
    ];

    private static SettingInput File() => new("tabel", Say["table.file"], null, InputKind.File) { Hint = Say["table.file.hint"] };

    private IActionResult KeepOffice()
    {
        var (name, government, address, phone) = (SentLine("nama", needed: true), SentLine("pemerintah", needed: false), SentLine("alamat", needed: false), SentLine("telepon", needed: false, 40));
        var id = Sent("id") is { Length: > 0 } given ? given : Slug.Of(name ?? "");
        if (id.Length < 2 || id != Slug.Of(id)) Wrong("id", Say["setup.bad-id"]);
        if (!OfficeZone.TryParse(Sent("zona"), out var zone)) Wrong("zona", Say["needed"]);
        return HasFaults ? Refuse() : Go(Draft with { Id = id, Name = name!, Government = government, Address = address, Phone = phone, Zone = zone!.Abbreviation });
    }

    private IActionResult KeepSheets()
    {
        var chosen = Request.Form["sop"].OfType<string>().Where(k => first.Shipped.Any(s => s.Key == k)).Distinct().ToList();
        if (chosen.Count == 0) Wrong("sop", Say["setup.no-sheet"]);
        var sheets = first.Shipped.Where(s => chosen.Contains(s.Key)).ToList();
        if (sheets.GroupBy(s => s.Procedure.Id).Any(g => g.Count() > 1) || sheets.GroupBy(s => s.Procedure.CaseCode).Any(g => g.Count() > 1)) Wrong("sop", Say["setup.sheets-clash"]);
        if (HasFaults) return Refuse();
        var draft = Draft with { Sheets = chosen };
        // Other sheets want other positions; those that were written by hand stay.
        var template = first.Template(draft);
        return Go(draft with { Positions = Draft.Positions is { } known ? [.. known, .. template.Where(t => known.All(k => k.Id != t.Id))] : template });
    }

    private IActionResult KeepPositions()
    {
        var (positions, faults) = (new List<Position>(), new List<string>());
        foreach (var (id, _, _) in PositionRows)
        {
            var (title, superior) = (Sent("nama." + id), Sent("atasan." + id) is { Length: > 0 } above ? above : null);
            if (title.Length == 0) continue;
            if (title.Length > 200 || title.Any(char.IsControl)) faults.Add(Say["too-long", 200]);
            if (positions.Any(p => p.Title.Equals(title, StringComparison.OrdinalIgnoreCase))) faults.Add(Say["setup.position-twice", title]);
            positions.Add(new Position(id.StartsWith("baru-", StringComparison.Ordinal) ? Slug.New(title, positions.Select(p => p.Id).Concat(PositionRows.Select(p => p.Id))) : id, title, superior));
        }
        if (positions.Count == 0) faults.Add(Say["setup.no-position"]);
        // Whoever stood under a position that was taken out stands at the top until somebody says otherwise.
        positions = [.. positions.Select(p => positions.Any(o => o.Id == p.Superior && o.Id != p.Id) ? p : p with { Superior = null })];
        var reading = OfficeFile.Read(OfficeWriter.Write(first.Definition(Draft with { Positions = positions, Id = "kantor", Name = "Kantor" })), "office.yaml");
        faults.AddRange(reading.Findings.Where(f => f.Severity == Procedures.Severity.Error).Select(f => $"{f.Message} {f.Hint}"));
        var played = first.Definition(Draft with { Positions = positions });
        foreach (var sheet in first.Chosen(Draft))
            faults.AddRange(sheet.Procedure.Roles.Where(r => !sheet.Procedure.IsParty(r.Id) && !played.RolePositions.ContainsKey(r.Id) && !played.SheetRolePositions.ContainsKey(sheet.Procedure.Id + "/" + r.Id)).Select(r => Say["setup.role-unplayed", sheet.Procedure.Title, r.Title]));
        return faults.Count > 0 ? RefuseAll([.. faults.Distinct()]) : Go(Draft with { Positions = positions });
    }

    private async Task<IActionResult> KeepOfficersAsync()
    {
        if (Sent("kosongkan") == "ya") return Stay(Draft with { Officers = [] });
        ListedOfficers listed;
        if (Request.Form.Files.GetFile("tabel") is { Length: > 0 }) listed = ListedOfficers.Read(await SentTableAsync("tabel"), Draft.Positions ?? []);
        else
        {
            var holds = string.Join(';', Request.Form["jabatan"].OfType<string>());
            listed = ListedOfficers.Read(new TableReading([new(1, ["ID", "Nama", "NIP", "Telepon", "Jabatan", "Administrator"]),
                new(2, [Sent("id"), Sent("nama"), Sent("nip"), Sent("telepon"), holds, Sent("administrator") == "ya" ? "ya" : ""])], null), Draft.Positions ?? []);
        }
        if (listed.Findings.Count > 0) return RefuseTable(listed.Findings);
        return Stay(Draft with { Officers = [.. Draft.Officers.Where(o => listed.Officers.All(n => n.Officer.Id != o.Officer.Id)), .. listed.Officers] });
    }

    private async Task<IActionResult> KeepSitesAsync()
    {
        if (Sent("kosongkan") == "ya") return Stay(Draft with { Sites = [] });
        var listed = ListedSites.Read(Request.Form.Files.GetFile("tabel") is { Length: > 0 } ? await SentTableAsync("tabel")
            : new TableReading([new(1, ["Nama", "Alamat", "Port"]), new(2, [Sent("nama"), Sent("alamat"), Sent("port")])], null), Draft.Sites);
        return listed.Findings.Count > 0 ? RefuseTable(listed.Findings) : Stay(Draft with { Sites = listed.Into(Draft.Sites) });
    }

    private async Task<IActionResult> KeepCalendarAsync()
    {
        var days = Draft.Days;
        if (Request.Form.Files.GetFile("tabel") is { Length: > 0 })
        {
            var listed = ListedHolidays.Read(await SentTableAsync("tabel"));
            if (listed.Findings.Count > 0) return RefuseTable(listed.Findings);
            days = [.. days.Where(d => listed.Days.All(n => n.Day != d.Day)), .. listed.Days.Select(d => new DraftDay(d.Day, d.Name, d.Kind))];
        }
        var draft = Draft with { Days = days, Hours = CalendarEdit.Week.ToDictionary(d => d.Key, d => Sent("jam." + d.Key)) };
        var (calendar, errors) = first.Calendar(draft);
        var problems = calendar is null ? errors : [.. calendar.FindProblems().Select(p => p.Message)];
        return problems.Count > 0 ? RefuseAll(problems) : Go(draft);
    }

    private IActionResult KeepNumbers()
    {
        var numbers = new Dictionary<string, int>();
        foreach (var code in first.Chosen(Draft).Select(s => s.Procedure.CaseCode).Where(c => Sent("nomor." + c).Length > 0))
            if (int.TryParse(Sent("nomor." + code), NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last <= 999_999) { if (last > 0) numbers[code] = last; }
            else Wrong("nomor." + code, Say["numbers.bad-last"]);
        return HasFaults ? Refuse() : Go(Draft with { Numbers = numbers });
    }

    private async Task<IActionResult> MakeAsync()
    {
        Problems = first.Problems(Draft);
        if (Problems.Count > 0) return Refuse(Say["setup.problems"], Say["setup.problems.hint"]);
        if (Draft.Officers.All(o => o.Officer.Id != Sent("administrator"))) Wrong("administrator", Say["needed"]);
        if (Request.Form["sandi"] != Request.Form["ulang"]) Wrong("ulang", Say["setup.differs"]);
        if (HasFaults) return Refuse();
        try
        {
            await first.MakeAsync(Draft, Sent("administrator"), Sent("pengguna"), Request.Form["sandi"].ToString(), Token);
        }
        catch (OperatorException refused)
        {
            return Refuse(refused.Message, refused.Hint);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Sent twice: the office is made.
            return LocalRedirect("/masuk");
        }
        desk.End();
        Response.Cookies.Delete(IndexModel.Cookie, new CookieOptions { Path = "/mulai" });
        return Done(Say["setup.done"], "/masuk");
    }

    private LocalRedirectResult Go(SetupDraft draft)
    {
        desk.Keep(draft);
        return LocalRedirect(Next);
    }

    private LocalRedirectResult Stay(SetupDraft draft)
    {
        desk.Keep(draft);
        return Done(Say["saved"], Address(Step));
    }
}
