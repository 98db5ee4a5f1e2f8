using Laksana.Database;

namespace Laksana.Network;

/// <summary>Writes what a watch found: everything of a second in one transaction, under the watch's lease.</summary>
internal sealed class WatchStore(LaksanaDatabase database, string office, long lease)
{
    /// <summary>Blocks put away in one go: as many targets as there may be, within a minute.</summary>
    public const int BlocksAtOnce = 100;

    /// <exception cref="WatchLostException">Another node watches now.</exception>
    public async Task FlushAsync(PendingWrites taken, DateTimeOffset watchedUntil, DateTimeOffset? blindSince, byte[]? checkpoint, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        WatchLease.Require(batch, office, lease);
        batch.Add("update network_lease set watched_until = $2, blind_since = $3 where office = $1", office, watchedUntil, OrNull.Moment(blindSince));
        if (taken.Watched is { } watched) AddWatched(batch, watched, watchedUntil);
        if (taken.Rows.Count > 0)
            batch.Add("insert into network_journal (office, at, body) select $1, r.at, r.body from unnest($2::timestamptz[], $3::bytea[]) as r (at, body) on conflict do nothing",
                office, taken.Rows.Select(r => r.At.ToUniversalTime()).ToArray(), taken.Rows.Select(r => r.Body).ToArray());
        AddTargets(batch, [.. taken.Targets.Values]);
        AddElements(batch, [.. taken.Elements.Values]);
        foreach (var turn in taken.Turns) AddTurn(batch, turn);
        AddBlocks(batch, [.. taken.Blocks]);
        AddHours(batch, [.. taken.Hours]);
        if (checkpoint is not null)
            batch.Add("insert into network_now (office, at, body) values ($1, $2, $3) on conflict (office) do update set at = excluded.at, body = excluded.body", office, watchedUntil, checkpoint);
        await WatchLease.Guarded(() => batch.ExecuteAsync(token));
    }

    /// <summary>What a watch before this one left: states, the results of this hour by when they were asked, and what pages were told.</summary>
    public sealed record Before(IReadOnlyList<TargetNow> Targets, IReadOnlyList<PackedResult> Results, IReadOnlyList<ElementStanding> Elements, DateTimeOffset? WatchedUntil, DateTimeOffset LastRow);

    public async Task<Before> ReadBeforeAsync(DateTimeOffset now, CancellationToken token)
    {
        // The hour that is not over, and the one before while its last block may be missing.
        var from = now - RawBlock.Length;
        from = new DateTimeOffset(from.UtcTicks - from.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);
        await using var batch = database.Batch(office);
        batch.Add("select body from network_now where office = $1", office);
        batch.Add("select at, body from network_journal where office = $1 and at >= $2 order by at", office, from);
        batch.Add("select element, standing, since, flapping, root, maintained, changed_at from network_element_state where office = $1", office);
        batch.Add("select watched_until from network_lease where office = $1", office);
        await using var row = await batch.ReadAsync(token);
        var targets = await row.ReadAsync(token) ? Checkpoint.Read(row.GetFieldValue<byte[]>(0)) : [];
        var (results, last) = (new List<PackedResult>(), DateTimeOffset.MinValue);
        await row.NextResultAsync(token);
        while (await row.ReadAsync(token))
        {
            last = row.GetFieldValue<DateTimeOffset>(0);
            results.AddRange(JournalRow.Read(last, row.GetFieldValue<byte[]>(1)));
        }
        var elements = new List<ElementStanding>();
        await row.NextResultAsync(token);
        while (await row.ReadAsync(token))
            elements.Add(new(row.GetString(0), (Standing)row.GetInt16(1), row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetBoolean(5), row.GetFieldValue<DateTimeOffset>(6)));
        await row.NextResultAsync(token);
        var until = await row.ReadAsync(token) && !row.IsDBNull(0) ? row.GetFieldValue<DateTimeOffset>(0) : (DateTimeOffset?)null;
        return new Before(targets, results, elements, until, last);
    }

    /// <summary>Nothing of the office was measured between two moments.</summary>
    public async Task GapAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        WatchLease.Require(batch, office, lease);
        batch.Add("insert into network_span (office, element, since, until, standing) values ($1, '*', $2, $3, $4) on conflict do nothing", office, since, until, (short)Standing.Unknown);
        await WatchLease.Guarded(() => batch.ExecuteAsync(token));
    }

    private void AddWatched(OfficeBatch batch, WatchedElements watched, DateTimeOffset now)
    {
        var all = watched.Measured.ToArray();
        batch.Add("update network_watched set until = $3 where office = $1 and until is null and element <> all($2)", office, all, now);
        batch.Add("insert into network_watched (office, element, since) select $1, e, $3 from unnest($2::text[]) as w (e) where not exists (select from network_watched o where o.office = $1 and o.element = e and o.until is null) on conflict do nothing",
            office, all, now);
        var gone = watched.OnMap.ToArray();
        batch.Add("update network_span set until = greatest(since, $3) where office = $1 and until is null and element <> '*' and element <> all($2)", office, gone, now);
        batch.Add("delete from network_element_state where office = $1 and element <> all($2)", office, gone);
    }

    private void AddTargets(OfficeBatch batch, List<TargetStanding> targets)
    {
        if (targets.Count == 0) return;
        batch.Add("""
            insert into network_target_state (office, target, standing, since, flapping, finding, detail, changed_at)
            select $1, t.* from unnest($2::int[], $3::smallint[], $4::timestamptz[], $5::boolean[], $6::text[], $7::text[], $8::timestamptz[]) as t
            on conflict (office, target) do update set standing = excluded.standing, since = excluded.since, flapping = excluded.flapping, finding = excluded.finding, detail = excluded.detail, changed_at = excluded.changed_at
            """, office, targets.Select(t => t.Target).ToArray(), targets.Select(t => (short)t.Standing).ToArray(), Moments(targets.Select(t => t.Since)), targets.Select(t => t.Flapping).ToArray(),
            targets.Select(t => t.Finding).ToArray(), targets.Select(t => t.Detail).ToArray(), Moments(targets.Select(t => t.ChangedAt)));
    }

    private void AddElements(OfficeBatch batch, List<ElementStanding> elements)
    {
        if (elements.Count == 0) return;
        batch.Add("""
            insert into network_element_state (office, element, standing, since, flapping, root, maintained, changed_at)
            select $1, e.* from unnest($2::text[], $3::smallint[], $4::timestamptz[], $5::boolean[], $6::text[], $7::boolean[], $8::timestamptz[]) as e
            on conflict (office, element) do update set standing = excluded.standing, since = excluded.since, flapping = excluded.flapping, root = excluded.root, maintained = excluded.maintained, changed_at = excluded.changed_at
            """, office, elements.Select(e => e.Element).ToArray(), elements.Select(e => (short)e.Standing).ToArray(), Moments(elements.Select(e => e.Since)), elements.Select(e => e.Flapping).ToArray(),
            elements.Select(e => e.Root).ToArray(), elements.Select(e => e.Maintained).ToArray(), Moments(elements.Select(e => e.ChangedAt)));
    }

    /// <summary>Ends the stretch that is open, never before it began, and begins the next where there is one. Done twice it is as once.</summary>
    private void AddTurn(OfficeBatch batch, SpanTurn turn)
    {
        batch.Add("update network_span set until = greatest(since, $3) where office = $1 and element = $2 and until is null and ($4 = 0 or since < $3)", office, turn.Element, turn.At, (short)(turn.Standing is null ? 0 : 1));
        if (turn.Standing is not { } standing) return;
        batch.Add("""
            insert into network_span (office, element, since, until, standing, root) values ($1, $2, $3, null, $4, $5)
            on conflict (office, element, since) do update set until = null, standing = excluded.standing, root = excluded.root
            """, office, turn.Element, turn.At, (short)standing, OrNull.Text(turn.Root));
    }

    private void AddBlocks(OfficeBatch batch, List<DoneBlock> blocks)
    {
        if (blocks.Count == 0) return;
        batch.Add("""
            insert into network_raw (office, target, at, body) select $1, b.* from unnest($2::int[], $3::timestamptz[], $4::bytea[]) as b
            on conflict (office, target, at) do update set body = excluded.body
            """, office, blocks.Select(b => b.Target).ToArray(), Moments(blocks.Select(b => b.Begins)), blocks.Select(b => b.Body).ToArray());
        // The two buckets of a block lie side by side in the day's row.
        AddBuckets(batch, "network_day", "day", RollRow.DayLength, [.. blocks.Select(b => (b.Target, DateOnly.FromDateTime(b.Begins.UtcDateTime), RollRow.PlaceInDay(b.Begins), Buckets(b)))]);
    }

    private void AddHours(OfficeBatch batch, List<DoneHour> hours)
    {
        if (hours.Count == 0) return;
        AddBuckets(batch, "network_month", "month", RollRow.MonthLength, [.. hours.Select(h => (h.Target, RollRow.MonthOf(h.Begins), RollRow.PlaceInMonth(h.Begins), Bucket(h.Bucket)))]);
    }

    /// <summary>Lays buckets into their rows, which are made first where they are missing. A statement changes a row once, so several for one row go one after another.</summary>
    private void AddBuckets(OfficeBatch batch, string table, string column, int length, List<(int Target, DateOnly Row, int Place, byte[] Body)> buckets)
    {
        while (buckets.Count > 0)
        {
            var now = buckets.DistinctBy(b => (b.Target, b.Row)).ToList();
            var (targets, rows) = (now.Select(b => b.Target).ToArray(), now.Select(b => b.Row).ToArray());
            batch.Add($"insert into {table} (office, target, {column}, body) select $1, b.target, b.row, $4 from unnest($2::int[], $3::date[]) as b (target, row) on conflict do nothing", office, targets, rows, new byte[length]);
            batch.Add($"""
                update {table} t set body = overlay(t.body placing b.body from b.place) from unnest($2::int[], $3::date[], $4::int[], $5::bytea[]) as b (target, row, place, body)
                where t.office = $1 and t.target = b.target and t.{column} = b.row
                """, office, targets, rows, now.Select(b => b.Place + 1).ToArray(), now.Select(b => b.Body).ToArray());
            var done = now.ToHashSet();
            buckets = [.. buckets.Where(b => !done.Contains(b))];
        }
    }

    private static byte[] Buckets(DoneBlock block)
    {
        var both = new byte[2 * RollBucket.Size];
        block.First.Write(both);
        block.Second.Write(both.AsSpan(RollBucket.Size));
        return both;
    }

    private static byte[] Bucket(RollBucket bucket)
    {
        var one = new byte[RollBucket.Size];
        bucket.Write(one);
        return one;
    }

    private static DateTimeOffset[] Moments(IEnumerable<DateTimeOffset> moments) => [.. moments.Select(m => m.ToUniversalTime())];
}
