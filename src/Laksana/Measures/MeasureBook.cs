using Laksana.Database;
using Npgsql;

namespace Laksana.Measures;

/// <summary>Months to look at, the last one included; both are first days of a month.</summary>
public sealed record MeasurePeriod(DateOnly From, DateOnly To)
{
    public int Months => (To.Year - From.Year) * 12 + To.Month - From.Month + 1;

    /// <summary>As many months just before.</summary>
    public MeasurePeriod Before => new(From.AddMonths(-Months), From.AddMonths(-1));
}

/// <summary>What was counted of a row in one role, of a role, of a sheet, or of whole cases: passages that ended in the period.</summary>
public sealed record Measure
{
    public required string Procedure { get; init; }
    /// <summary>Empty for whole cases.</summary>
    public string Step { get; init; } = "";
    public string Role { get; init; } = "";
    public DateOnly? Month { get; init; }
    public long Passages { get; init; }
    public long Returned { get; init; }
    /// <summary>Passages for which the sheet sets a limit.</summary>
    public long Limited { get; init; }
    public long OnTime { get; init; }
    /// <summary>Seconds of working time of all together.</summary>
    public long Handling { get; init; }
    public long Queueing { get; init; }
    /// <summary>For outside parties; the office's clock stood still.</summary>
    public long Waiting { get; init; }
    public Histogram? HandlingTimes { get; init; }
    public Histogram? QueueingTimes { get; init; }
    /// <summary>How many officers did them.</summary>
    public int Doers { get; init; }

    public double? OnTimeShare => Limited == 0 ? null : (double)OnTime / Limited;

    public long Total => Handling + Queueing + Waiting;

    /// <summary>Few passages by one officer alone: the figure would speak of a person, and is not shown.</summary>
    public bool SpeaksOfOne => Doers == 1 && Passages < MeasureBook.FewestOfOne;
}

/// <summary>Reads what was added up month by month; the number of cases behind it does not matter.</summary>
public sealed class MeasureBook(LaksanaDatabase database)
{
    /// <summary>Passages from which on a figure is shown although one officer alone did them.</summary>
    public const int FewestOfOne = 10;

    private const string Sums = "sum(passages), sum(returned), sum(limited), sum(on_time), sum(handling)::bigint, sum(queueing)::bigint, sum(waiting)::bigint";

    /// <summary>Whole cases of every sheet, month by month.</summary>
    public Task<IReadOnlyList<Measure>> CasesAsync(string office, MeasurePeriod period, CancellationToken token) => ReadAsync(office, $"""
        select procedure, '', '', month, {Sums}, 0, null::int[], null::int[] from measure_month
        where office = $1 and month between $2 and $3 and step = '' group by procedure, month order by procedure, month
        """, token, period.From, period.To);

    /// <summary>Rows of every sheet by row and role, month by month put together, without histograms.</summary>
    public Task<IReadOnlyList<Measure>> RowsAsync(string office, MeasurePeriod period, CancellationToken token) => ReadAsync(office, $"""
        select m.procedure, m.step, m.role, null::date, {Sums},
               (select count(distinct d)::int from measure_month o, unnest(o.doers) d where o.office = $1 and o.month between $2 and $3 and o.procedure = m.procedure and o.step = m.step and o.role = m.role),
               null::int[], null::int[]
        from measure_month m where office = $1 and month between $2 and $3 and step <> '' group by m.procedure, m.step, m.role order by 1, 2, 3
        """, token, period.From, period.To);

    /// <summary>On-time share and times of rows, month by month, of the sheets named.</summary>
    public Task<IReadOnlyList<Measure>> MonthsAsync(string office, MeasurePeriod period, IReadOnlyCollection<string> procedures, string? role, CancellationToken token) => ReadAsync(office, $"""
        select '', '', '', month, {Sums}, 0, null::int[], null::int[] from measure_month
        where office = $1 and month between $2 and $3 and procedure = any($4) and step <> '' and ($5::text is null or role = $5) group by month order by month
        """, token, period.From, period.To, procedures.ToArray(), OrNull.Text(role));

    /// <summary>One sheet's rows, and its whole cases (step ''), with histograms.</summary>
    public async Task<IReadOnlyList<Measure>> SheetAsync(string office, string procedure, MeasurePeriod period, int? sinceVersion, CancellationToken token)
    {
        var parts = await ReadAsync(office, """
            select procedure, step, role, month, passages::bigint, returned::bigint, limited::bigint, on_time::bigint, handling, queueing, waiting, 0, handling_histogram, queueing_histogram, doers
            from measure_month where office = $1 and month between $2 and $3 and procedure = $4 and procedure_version >= $5
            """, token, period.From, period.To, procedure, sinceVersion ?? 0);
        return parts;
    }

    private async Task<IReadOnlyList<Measure>> ReadAsync(string office, string sql, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add(sql, [office, .. values]);
        await using var reader = await batch.ReadAsync(token);
        var gathered = new Dictionary<(string, string, string, DateOnly?), Gathering>();
        while (await reader.ReadAsync(token))
        {
            var together = reader.FieldCount > 14;
            var key = (reader.GetString(0), reader.GetString(1), reader.GetString(2), together || reader.IsDBNull(3) ? (DateOnly?)null : reader.GetFieldValue<DateOnly>(3));
            if (!gathered.TryGetValue(key, out var sum)) gathered[key] = sum = new Gathering();
            sum.Add(reader, together);
        }
        return [.. gathered.Select(g => g.Value.Measure(g.Key))];
    }

    /// <summary>Rows of several months or versions on their way into one.</summary>
    private sealed class Gathering
    {
        private readonly long[] _sums = new long[7];
        private readonly HashSet<string> _doers = new(StringComparer.Ordinal);
        private int _counted;
        private Histogram? _handling;
        private Histogram? _queueing;

        public void Add(NpgsqlDataReader reader, bool together)
        {
            for (var i = 0; i < _sums.Length; i++) _sums[i] += reader.GetInt64(4 + i);
            _counted += reader.GetInt32(11);
            if (!together) return;
            (_handling ??= new Histogram()).Add(reader.GetFieldValue<int[]>(12));
            (_queueing ??= new Histogram()).Add(reader.GetFieldValue<int[]>(13));
            _doers.UnionWith(reader.GetFieldValue<string[]>(14));
        }

        public Measure Measure((string Procedure, string Step, string Role, DateOnly? Month) key) => new()
        {
            Procedure = key.Procedure, Step = key.Step, Role = key.Role, Month = key.Month,
            Passages = _sums[0], Returned = _sums[1], Limited = _sums[2], OnTime = _sums[3], Handling = _sums[4], Queueing = _sums[5], Waiting = _sums[6],
            HandlingTimes = _handling, QueueingTimes = _queueing, Doers = _counted + _doers.Count,
        };
    }
}
