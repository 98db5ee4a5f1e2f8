using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Api;
using Laksana.WorkTime;

namespace Laksana.Server.Touring;

/// <summary>What the API tells of an office: who holds what, its sites, its calendar, its sheets.</summary>
internal sealed class TourOffice
{
    private readonly TourApi _api;
    private readonly Dictionary<(string, int), Procedure> _sheets = [];

    private TourOffice(TourApi api, Caller administrator, OfficeView view, WorkCalendar calendar, IReadOnlyList<SheetLine> sheets) =>
        (_api, Administrator, View, Calendar, Sheets) = (api, administrator, view, calendar, sheets);

    public Caller Administrator { get; }

    public OfficeView View { get; }

    public WorkCalendar Calendar { get; }

    /// <summary>In force when the tour began.</summary>
    public IReadOnlyList<SheetLine> Sheets { get; }

    public static async Task<TourOffice> ReadAsync(TourApi api, string office, CancellationToken token)
    {
        var administrator = new Caller(office, "admin");
        var view = await api.ReadAsync(administrator, "/office", TourApi.Answers.OfficeView, token);
        var calendar = await api.ReadAsync(administrator, "/office/calendar", TourApi.Answers.CalendarView, token);
        if (!OfficeZone.TryParse(view.Zone.Id, out var zone) || CalendarFile.Read(calendar.Text, office, zone).Calendar is not { } definition)
            throw new InvalidOperationException($"The calendar of {office} cannot be read.");
        var sheets = await api.ReadAsync(administrator, "/sheets", TourApi.Answers.IReadOnlyListSheetLine, token);
        return new TourOffice(api, administrator, view, new WorkCalendar(definition), sheets);
    }

    public Caller Officer(string id) => new(View.Office, id);

    /// <summary>The version of a sheet that a case is on.</summary>
    public async Task<Procedure> SheetAsync(string sheet, int version, CancellationToken token)
    {
        if (_sheets.TryGetValue((sheet, version), out var known)) return known;
        var text = await _api.ReadTextAsync(Administrator, FormattableString.Invariant($"/sheets/{sheet}/versions/{version}/text"), token);
        return _sheets[(sheet, version)] = SheetReader.Read(text, sheet).Procedure ?? throw new InvalidOperationException($"The sheet {sheet} cannot be read.");
    }

    public string SiteName(string id) => View.Sites.FirstOrDefault(s => s.Id == id)?.Name ?? id;

    /// <summary>Officers in the positions right above those that play a role: who must hear that its row is late.</summary>
    public async Task<IReadOnlyList<string>> SuperiorsAsync(string sheet, string role, CancellationToken token)
    {
        var positions = View.SheetRolePositions.TryGetValue(sheet + "/" + role, out var own) ? own : View.RolePositions.GetValueOrDefault(role, []);
        var above = positions.Select(p => View.Positions.First(x => x.Id == p).Superior).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var officers = await _api.ReadAsync(Administrator, "/officers", TourApi.Answers.IReadOnlyListOfficerLine, token);
        return [.. officers.Where(o => o.Positions.Any(p => above.Contains(p.Position))).Select(o => o.Officer)];
    }
}
