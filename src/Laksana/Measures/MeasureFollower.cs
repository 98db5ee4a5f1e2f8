using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Measures;

/// <summary>Adds the times of what was sealed to the months in which it ended.</summary>
public sealed class MeasureFollower(LaksanaDatabase database, Offices offices, PublishedSheets sheets)
{
    internal const string Name = "measures";

    private readonly SealedActs _seals = new(database, Name);

    /// <summary>Follows an office's seals to the last one.</summary>
    public async Task RunAsync(string office, CancellationToken token)
    {
        while (await _seals.FollowAsync(office, (transaction, cases) => EnterAsync(transaction, office, cases, token), token)) token.ThrowIfCancellationRequested();
    }

    private async Task EnterAsync(OfficeTransaction transaction, string office, IReadOnlyList<SealedCase> cases, CancellationToken token)
    {
        var atWork = await offices.GetAsync(office, token);
        var known = (await sheets.AllVersionsAsync(office, token)).ToDictionary(s => (s.Procedure.Id, s.Version), s => s.Procedure);
        var passages = new Passages(atWork, (procedure, version) => known[(procedure, version)]);
        var sums = new SortedDictionary<(DateOnly Month, string Procedure, string Step, string Role, int Version), MonthSum>();
        foreach (var passage in cases.SelectMany(c => passages.Of(c.Events, c.Known)))
        {
            var day = atWork.DayOf(passage.EndedAt);
            var key = (new DateOnly(day.Year, day.Month, 1), passage.Procedure, passage.Step, passage.Role, passage.ProcedureVersion);
            if (!sums.TryGetValue(key, out var sum)) sums[key] = sum = new MonthSum();
            sum.Add(passage);
        }
        if (sums.Count == 0) return;
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction.Transaction);
        foreach (var ((month, procedure, step, role, version), sum) in sums)
            batch.BatchCommands.Add(OfficeBatch.Command(AddSum, office, procedure, version, step, role, month, sum.Passages, sum.Returned, sum.Limited, sum.OnTime, sum.Handling, sum.Queueing,
                sum.Waiting, sum.HandlingTimes.ToArray(), sum.QueueingTimes.ToArray(), sum.Doers.Order(StringComparer.Ordinal).ToArray()));
        await batch.ExecuteNonQueryAsync(token);
    }

    private const string AddSum = """
        insert into measure_month as m (office, procedure, procedure_version, step, role, month, passages, returned, limited, on_time, handling, queueing, waiting,
            handling_histogram, queueing_histogram, doers)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (office, month, procedure, step, role, procedure_version) do update set
            passages = m.passages + excluded.passages, returned = m.returned + excluded.returned, limited = m.limited + excluded.limited, on_time = m.on_time + excluded.on_time,
            handling = m.handling + excluded.handling, queueing = m.queueing + excluded.queueing, waiting = m.waiting + excluded.waiting,
            handling_histogram = added_histograms(m.handling_histogram, excluded.handling_histogram),
            queueing_histogram = added_histograms(m.queueing_histogram, excluded.queueing_histogram),
            doers = case when m.doers @> excluded.doers then m.doers else array(select distinct d from unnest(m.doers || excluded.doers) d order by d) end
        """;

    private sealed class MonthSum
    {
        public int Passages { get; private set; }
        public int Returned { get; private set; }
        public int Limited { get; private set; }
        public int OnTime { get; private set; }
        public long Handling { get; private set; }
        public long Queueing { get; private set; }
        public long Waiting { get; private set; }
        public Histogram HandlingTimes { get; } = new();
        public Histogram QueueingTimes { get; } = new();
        public HashSet<string> Doers { get; } = new(StringComparer.Ordinal);

        public void Add(Passage passage)
        {
            if (passage.IsReturn)
            {
                Returned++;
                return;
            }
            Passages++;
            if (passage.Within is { } within) (Limited, OnTime) = (Limited + 1, OnTime + (within ? 1 : 0));
            (Handling, Queueing, Waiting) = (Handling + passage.Time.Handling, Queueing + passage.Time.Queueing, Waiting + passage.Time.Waiting);
            HandlingTimes.Add(passage.Step.Length == 0 ? passage.Time.Handling + passage.Time.Queueing : passage.Time.Handling);
            QueueingTimes.Add(passage.Time.Queueing);
            if (passage.Doer is { } doer) Doers.Add(doer);
        }
    }
}
