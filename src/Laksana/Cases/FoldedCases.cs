using Laksana.Database;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>A case as its events add up to now, with the version of the sheet that it runs on.</summary>
public sealed record FoldedCase(CaseState State, Procedure Sheet, string Subject);

/// <summary>
/// Many cases of a sheet at once, for the places that sheets have for themselves. Folds are kept by <see cref="CaseLoader"/>, so that of cases that did not change
/// since the last look only numbers and versions are read.
/// </summary>
public sealed class FoldedCases(LaksanaDatabase database, CaseLoader loader, PublishedSheets sheets)
{
    /// <summary>Every version of the sheets whose newest version has a place of the kind.</summary>
    public async Task<IReadOnlyList<SheetVersion>> VersionsAsync(string office, Func<Desk, bool> of, CancellationToken token) =>
        [.. (await sheets.AllVersionsAsync(office, token)).GroupBy(s => s.Procedure.Id).Where(g => g.MaxBy(s => s.Version)!.Procedure.Desk is { } desk && of(desk)).SelectMany(g => g)];

    /// <summary>Running cases, oldest first.</summary>
    public Task<(IReadOnlyList<FoldedCase> Cases, bool More)> RunningAsync(string office, IReadOnlyList<SheetVersion> versions, int most, CancellationToken token) =>
        WalkAsync(office, versions, [CaseStatus.Running], null, null, newestFirst: false, most, token);

    /// <summary>Closed cases, the one opened last first.</summary>
    public Task<(IReadOnlyList<FoldedCase> Cases, bool More)> ClosedAsync(string office, IReadOnlyList<SheetVersion> versions, int most, CancellationToken token) =>
        WalkAsync(office, versions, [CaseStatus.Closed], null, null, newestFirst: true, most, token);

    /// <summary>Cases opened from one moment until before another, oldest first.</summary>
    public Task<(IReadOnlyList<FoldedCase> Cases, bool More)> OpenedAsync(string office, IReadOnlyList<SheetVersion> versions, DateTimeOffset from, DateTimeOffset until, int most, CancellationToken token) =>
        WalkAsync(office, versions, [.. Enum.GetValues<CaseStatus>()], from, until, newestFirst: false, most, token);

    /// <summary>Those of the numbers that are cases of these sheets, oldest first.</summary>
    public async Task<IReadOnlyList<FoldedCase>> FindAsync(string office, IReadOnlyList<SheetVersion> versions, IReadOnlyCollection<string> numbers, CancellationToken token)
    {
        if (numbers.Count == 0) return [];
        await using var batch = database.Batch(office);
        batch.Add("select case_number, version, subject, procedure, procedure_version from case_file where office = $1 and case_number = any($2) order by opened_at, case_number",
            office, numbers.Distinct(StringComparer.Ordinal).ToArray());
        return await FoldAsync(office, versions, await HeadsAsync(batch, token), token);
    }

    private async Task<(IReadOnlyList<FoldedCase> Cases, bool More)> WalkAsync(string office, IReadOnlyList<SheetVersion> versions, CaseStatus[] statuses,
        DateTimeOffset? from, DateTimeOffset? until, bool newestFirst, int most, CancellationToken token)
    {
        var order = newestFirst ? "opened_at desc, case_number desc" : "opened_at, case_number";
        await using var batch = database.Batch(office);
        // One walk along the list's index for each version and status, each of a page at most.
        batch.Add($"""
            select w.case_number, w.version, w.subject, w.procedure, w.procedure_version from unnest($2::text[], $3::int[]) as v (sheet, sheet_version)
            cross join unnest($4::smallint[]) as s (of_status) cross join lateral
                (select case_number, version, subject, procedure, procedure_version, opened_at from case_file
                where office = $1 and procedure = v.sheet and procedure_version = v.sheet_version and status = s.of_status and opened_at >= $5 and opened_at < $6
                order by {order} limit $7) w
            order by {order.Replace("opened_at", "w.opened_at", StringComparison.Ordinal).Replace("case_number", "w.case_number", StringComparison.Ordinal)} limit $7
            """, office, versions.Select(v => v.Procedure.Id).ToArray(), versions.Select(v => v.Version).ToArray(), statuses.Select(s => (short)s).ToArray(),
            from ?? DateTimeOffset.MinValue, until ?? DateTimeOffset.MaxValue, (long)most + 1);
        var heads = await HeadsAsync(batch, token);
        var more = heads.Count > most;
        return (await FoldAsync(office, versions, more ? heads[..most] : heads, token), more);
    }

    private static async Task<List<Head>> HeadsAsync(OfficeBatch batch, CancellationToken token)
    {
        await using var reader = await batch.ReadAsync(token);
        var heads = new List<Head>();
        while (await reader.ReadAsync(token)) heads.Add(new Head(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
        return heads;
    }

    private async Task<IReadOnlyList<FoldedCase>> FoldAsync(string office, IReadOnlyList<SheetVersion> versions, List<Head> heads, CancellationToken token)
    {
        var stale = heads.Where(h => loader.Kept(office, h.Number)?.State.Version is not { } kept || kept < h.Version).Select(h => h.Number).ToArray();
        var read = stale.Length == 0 ? new Dictionary<string, LoadedCase>() : await ReadAsync(office, stale, token);
        var folded = new List<FoldedCase>(heads.Count);
        foreach (var head in heads)
            if (versions.FirstOrDefault(v => v.Procedure.Id == head.Sheet && v.Version == head.SheetVersion) is { } sheet
                && (read.GetValueOrDefault(head.Number) ?? loader.Kept(office, head.Number)) is { } loaded)
                folded.Add(new FoldedCase(loaded.State, sheet.Procedure, head.Subject));
        return folded;
    }

    private async Task<Dictionary<string, LoadedCase>> ReadAsync(string office, string[] numbers, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select case_number, kind, body_version, body, hash from event where office = $1 and case_number = any($2) order by case_number, version", office, numbers);
        await using var reader = await batch.ReadAsync(token);
        var cases = new Dictionary<string, LoadedCase>(StringComparer.Ordinal);
        while (await reader.ReadAsync(token))
        {
            var number = reader.GetString(0);
            var state = CaseEngine.Apply(cases.GetValueOrDefault(number)?.State, EventJson.Deserialize(reader.GetString(1), reader.GetInt16(2), reader.GetFieldValue<byte[]>(3)));
            cases[number] = new LoadedCase(state, reader.GetFieldValue<byte[]>(4));
        }
        foreach (var loaded in cases.Values) loader.Keep(office, loaded);
        return cases;
    }

    private sealed record Head(string Number, int Version, string Subject, string Sheet, int SheetVersion);
}
