using System.Collections.Concurrent;
using Laksana.Database;
using Laksana.WorkTime;

namespace Laksana.Officers;

/// <summary>An office as it works at one moment: its definition, calendar and staffing. Immutable.</summary>
public sealed record OfficeAtWork(string Id, OfficeDefinition Definition, WorkCalendar Calendar, Staffing Staffing, IReadOnlyDictionary<string, OfficerEntry> Officers)
{
    public TimeZoneInfo Zone => Calendar.Zone.Zone;

    /// <summary>The office's date at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    public IReadOnlySet<string> SiteIds { get; } = Definition.Sites.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>The officer's name, or his id when he is unknown (a former officer of an imported register).</summary>
    public string NameOf(string officer) => Officers.TryGetValue(officer, out var o) ? o.Name : officer;

    public string PositionTitle(string position) => Definition.Positions.FirstOrDefault(p => p.Id == position)?.Title ?? position;

    public string SiteName(string site) => Definition.Sites.FirstOrDefault(s => s.Id == site)?.Name ?? site;
}

/// <summary>An officer as the office knows him.</summary>
public sealed record OfficerEntry(string Id, string Name, bool Administrator, string? Phone);

/// <summary>
/// The offices of this installation. What is read is kept for <see cref="Freshness"/>, so a change made through another node
/// (a position withdrawn, an absence) is in force here within that time; one made through this node at once.
/// </summary>
public sealed class Offices(LaksanaDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (OfficeAtWork Office, long ReadAt, DateOnly Day)> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Files> _parsed = new(StringComparer.Ordinal);
    private int _changes;

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken token) => database.OfficesAsync(token);

    /// <summary>The office now, or null when there is none of that id.</summary>
    public async ValueTask<OfficeAtWork?> FindAsync(string office, CancellationToken token)
    {
        if (_kept.TryGetValue(office, out var kept) && TimeProvider.System.GetElapsedTime(kept.ReadAt) < Freshness
            && kept.Day == Today(kept.Office.Zone)) return kept.Office;
        var (readAt, changes) = (TimeProvider.System.GetTimestamp(), Volatile.Read(ref _changes));
        var read = await ReadAsync(office, token);
        if (read is null) return null;
        _kept[office] = (read, readAt, Today(read.Zone));
        // What was read before a change was made is not kept after it.
        if (Volatile.Read(ref _changes) != changes) _kept.TryRemove(office, out _);
        return read;
    }

    public async ValueTask<OfficeAtWork> GetAsync(string office, CancellationToken token) =>
        await FindAsync(office, token) ?? throw new InvalidOperationException($"There is no office '{office}'.");

    /// <summary>Forgets what was read, after a change made through this node.</summary>
    public void Changed(string office)
    {
        Interlocked.Increment(ref _changes);
        _kept.TryRemove(office, out _);
    }

    private DateOnly Today(TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    private async Task<OfficeAtWork?> ReadAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select definition, calendar from office where office = $1", office);
        batch.Add("select officer, name, administrator, phone from officer where office = $1", office);
        batch.Add("select officer, position, capacity, warrant, since, until from holding where office = $1", office);
        batch.Add("select officer, since, until from absence where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return null;
        var (definition, calendar) = Parsed(office, reader.GetString(0), reader.GetString(1));
        var today = Today(calendar.Zone.Zone);

        await reader.NextResultAsync(token);
        var officers = new Dictionary<string, OfficerEntry>(StringComparer.Ordinal);
        while (await reader.ReadAsync(token))
            officers[reader.GetString(0)] = new OfficerEntry(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.IsDBNull(3) ? null : reader.GetString(3));

        await reader.NextResultAsync(token);
        var holdings = new List<Holding>();
        while (await reader.ReadAsync(token))
        {
            var until = reader.IsDBNull(5) ? DateOnly.MaxValue : reader.GetFieldValue<DateOnly>(5);
            if (reader.GetFieldValue<DateOnly>(4) > today || until < today) continue;
            holdings.Add(new Holding(reader.GetString(0), reader.GetString(1), (Capacity)reader.GetInt16(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token))
            if (reader.GetFieldValue<DateOnly>(1) <= today && reader.GetFieldValue<DateOnly>(2) >= today)
                holdings.RemoveAll(h => h.Officer == reader.GetString(0));

        return new OfficeAtWork(office, definition, calendar, Staffed(definition, holdings), officers);
    }

    private static Staffing Staffed(OfficeDefinition definition, List<Holding> holdings) => new()
    {
        Office = definition.Id,
        Holdings = holdings,
        Superiors = definition.Positions.Where(p => p.Superior is not null).ToDictionary(p => p.Id, p => p.Superior!, StringComparer.Ordinal),
        RolePositions = definition.RolePositions,
        SheetRolePositions = definition.SheetRolePositions,
    };

    /// <summary>The office's two files change rarely: they are read again only when their text changed.</summary>
    private (OfficeDefinition Definition, WorkCalendar Calendar) Parsed(string office, string definitionText, string calendarText)
    {
        if (_parsed.TryGetValue(office, out var kept) && kept.DefinitionText == definitionText && kept.CalendarText == calendarText)
            return (kept.Definition, kept.Calendar);
        var definition = OfficeFile.Read(definitionText, office + "/office.yaml").Office
            ?? throw new InvalidOperationException($"The stored definition of '{office}' does not read.");
        var calendar = new WorkCalendar(CalendarFile.Read(calendarText, office + "/calendar.yaml", definition.Zone).Calendar
            ?? throw new InvalidOperationException($"The stored calendar of '{office}' does not read."));
        _parsed[office] = new Files(definitionText, calendarText, definition, calendar);
        return (definition, calendar);
    }

    private sealed record Files(string DefinitionText, string CalendarText, OfficeDefinition Definition, WorkCalendar Calendar);
}
