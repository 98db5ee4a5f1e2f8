using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.Pengaturan.Kalender;
using Laksana.WorkTime;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Installing;

/// <summary>A sheet that comes with the program.</summary>
internal sealed record ShippedSheet(string Key, Procedure Procedure, string Text, OfficeFolder Folder);

/// <summary>Makes the first office of an installation from what was typed: everything in one transaction, or nothing.</summary>
internal sealed class FirstOffice(LaksanaDatabase database, OfficeDesk books, PublishedSheets sheets, Offices offices, KnownActions actions, TimeProvider clock)
{
    private IReadOnlyList<ShippedSheet>? _shipped;

    /// <summary>The sheets that come with the program, by title.</summary>
    public IReadOnlyList<ShippedSheet> Shipped => _shipped ??= [.. from path in OfficeFolder.Under(Path.Combine(AppContext.BaseDirectory, "procedures"))
        let folder = OfficeFolder.Load(path, new SheetVocabulary { Actions = actions.Names })
        where !folder.HasErrors
        from sheet in folder.Sheets
        orderby sheet.Procedure!.Title
        select new ShippedSheet(folder.Office!.Id + "/" + sheet.Procedure!.Id, sheet.Procedure, sheet.Text, folder)];

    public IReadOnlyList<ShippedSheet> Chosen(SetupDraft draft) => [.. Shipped.Where(s => draft.Sheets.Contains(s.Key))];

    /// <summary>Positions that play a role in the chosen sheets, with those above them: no person among them.</summary>
    public IReadOnlyList<Position> Template(SetupDraft draft)
    {
        var found = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var group in Chosen(draft).GroupBy(s => s.Folder))
        {
            var office = group.Key.Office!;
            foreach (var position in group.SelectMany(s => s.Procedure.Roles.SelectMany(r => Players(office, s.Procedure.Id, r.Id))))
                for (var id = position; id is not null && office.Positions.First(p => p.Id == id) is var at; id = at.Superior)
                    found.TryAdd(at.Id, at);
        }
        return [.. found.Values];
    }

    /// <summary>Everything that keeps the office from being made; empty when nothing does.</summary>
    public IReadOnlyList<string> Problems(SetupDraft draft)
    {
        var errors = new List<string>();
        var chosen = Chosen(draft);
        if (draft.Name.Length == 0) errors.Add(Say["setup.no-office"]);
        if (chosen.Count == 0) errors.Add(Say["setup.no-sheet"]);
        errors.AddRange(chosen.GroupBy(s => s.Procedure.Id).Where(g => g.Count() > 1).Select(g => Say["setup.sheet-twice", g.First().Procedure.Title]));
        errors.AddRange(chosen.GroupBy(s => s.Procedure.CaseCode).Where(g => g.Count() > 1).Select(g => Say["setup.code-twice", g.Key, string.Join(", ", g.Select(s => s.Procedure.Title))]));
        if (draft.Positions is not { Count: > 0 }) errors.Add(Say["setup.no-position"]);
        if (draft.Officers.Count == 0) errors.Add(Say["setup.no-officer"]);
        foreach (var gone in draft.Officers.SelectMany(o => o.Positions).Distinct().Where(p => draft.Positions?.All(known => known.Id != p) != false)) errors.Add(Say["setup.position-gone", gone]);
        if (errors.Count > 0) return errors;
        var reading = OfficeFile.Read(OfficeWriter.Write(Definition(draft)), "office.yaml");
        if (reading.Office is not { } office) return Told(reading.Findings);
        errors.AddRange(chosen.SelectMany(s => Told(SheetInOffice.Check(SheetReader.Read(s.Text, s.Procedure.Id, new SheetVocabulary { Actions = actions.Names }), s.Procedure.Id, office)).Select(e => s.Procedure.Title + ": " + e)));
        var (calendar, wrong) = Calendar(draft);
        errors.AddRange(wrong);
        if (calendar is not null) errors.AddRange(calendar.FindProblems().Select(p => p.Message));
        return errors;
    }

    /// <param name="administrator">One of the listed officers; he gets the right and this account.</param>
    /// <exception cref="OperatorException">The account is refused: a user name or a password that cannot be.</exception>
    public async Task MakeAsync(SetupDraft draft, string administrator, string userName, string password, CancellationToken token)
    {
        var (definition, chosen) = (Definition(draft), Chosen(draft));
        var (officeText, calendarText) = (OfficeWriter.Write(definition), OfficeWriter.Write(Calendar(draft).Calendar!));
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), definition.Zone.Zone).DateTime);
        var listed = draft.Officers.Select(o => o.Officer.Id == administrator ? o with { Officer = o.Officer with { Administrator = true } } : o).ToList();
        await using var transaction = await database.BeginAsync(draft.Id, token);
        await books.InstallAsync(transaction, draft.Id, officeText, calendarText, AdministrationLog.Installation, token);
        foreach (var sheet in chosen)
            await sheets.PublishAsync(transaction, draft.Id, sheet.Text, today, AdministrationLog.Installation, Say["setup.first-version"], asVersion: null, token);
        await books.EnrolAllAsync(transaction, draft.Id, listed, today, AdministrationLog.Installation, token);
        foreach (var (code, last) in draft.Numbers.Where(n => chosen.Any(s => s.Procedure.CaseCode == n.Key)))
            await books.RaiseNumberAsync(transaction, draft.Id, code, today.Year, last, Say["setup.numbers.reason"], AdministrationLog.Installation, token);
        await AccountDesk.CreateAsync(transaction, draft.Id, administrator, listed.First(o => o.Officer.Id == administrator).Officer.Name, userName, password, token);
        await transaction.CommitAsync(token);
        offices.Changed(draft.Id);
    }

    public OfficeDefinition Definition(SetupDraft draft)
    {
        var (general, own) = (new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
        var known = (draft.Positions ?? []).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var sheet in Chosen(draft))
            foreach (var role in sheet.Procedure.Roles.Where(r => !sheet.Procedure.IsParty(r.Id)))
            {
                IReadOnlyList<string> players = [.. Players(sheet.Folder.Office!, sheet.Procedure.Id, role.Id).Where(known.Contains)];
                if (players.Count == 0) continue;
                if (!general.TryAdd(role.Id, players) && !general[role.Id].SequenceEqual(players)) own[sheet.Procedure.Id + "/" + role.Id] = players;
            }
        return new OfficeDefinition
        {
            Id = draft.Id, Name = draft.Name, Government = draft.Government, Address = draft.Address, Phone = draft.Phone,
            Zone = OfficeZone.TryParse(draft.Zone, out var zone) ? zone : OfficeZone.Wib, QueueLimit = new WorkAmount(1, 0),
            Positions = draft.Positions ?? [], RolePositions = general, SheetRolePositions = own, Sites = draft.Sites,
        };
    }

    /// <summary>The calendar that ships with the sheets: national holidays and joint leave, none of that office's own closures.</summary>
    public (CalendarDefinition? Calendar, IReadOnlyList<string> Errors) Calendar(SetupDraft draft)
    {
        var shipped = (Chosen(draft) is [var one, ..] ? one : Shipped[0]).Folder.Calendar! with { Closures = [] };
        var calendar = shipped with { Zone = OfficeZone.TryParse(draft.Zone, out var zone) ? zone : OfficeZone.Wib };
        foreach (var (day, name, kind) in draft.Days) calendar = ListedHolidays.With(calendar, day, name, kind);
        if (draft.Hours is null) return (calendar, []);
        var (week, errors) = (new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>(), new List<string>());
        foreach (var (key, day) in CalendarEdit.Week)
            if (CalendarEdit.ParseHours(draft.Hours.GetValueOrDefault(key, "")) is not { } hours) errors.Add(Say["calendar.bad-hours", CalendarEdit.DayName(day), draft.Hours[key]]);
            else if (hours.Count > 0) week[day] = hours;
        return errors.Count > 0 ? (null, errors) : (calendar with { Hours = week }, []);
    }

    private static IReadOnlyList<string> Players(OfficeDefinition office, string sheet, string role) =>
        office.SheetRolePositions.TryGetValue(sheet + "/" + role, out var own) ? own : office.RolePositions.GetValueOrDefault(role) ?? [];

    private static List<string> Told(IEnumerable<Finding> findings) => [.. findings.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Message} {f.Hint}")];
}
