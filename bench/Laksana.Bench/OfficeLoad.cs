using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;

namespace Laksana.Bench;

/// <summary>
/// Fills an office by COPY with cases that the engine made: closed ones over the years before, and open ones with their tasks. Chains, seals,
/// search words and tasks are what the program itself would have written, so its pages show them like any other.
/// </summary>
internal sealed class OfficeLoad(LaksanaDatabase database, OfficeAtWork office, IReadOnlyList<SheetVersion> sheets, SealKey key)
{
    private const int MouldsPerSheet = 12;
    private const int CasesPerSeal = 1000;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7); // casting by whole weeks keeps working time what it was

    private readonly Random _chance = new(4711);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<SealLeaf> _leaves = new(CasesPerSeal);
    private readonly DateTimeOffset _monday = Monday(DateTimeOffset.UtcNow);
    private Seal? _last;

    public List<string> Closed { get; } = [];
    public List<string> Open { get; } = [];
    public long Events { get; private set; }
    public int Tasks { get; private set; }

    /// <param name="closed">Closed cases to add.</param>
    /// <param name="tasks">Open tasks to add.</param>
    public async Task FillAsync(int closed, int tasks)
    {
        var (done, running) = (sheets.Select(s => Moulds(s, CaseMould.Closed)).ToList(), sheets.Select(s => Moulds(s, CaseMould.Running)).ToList());
        await using (var rows = await OfficeRows.BeginAsync(database))
        {
            // Most closed cases are short ones: requests done in one row. Of the others every sheet has its share.
            for (var i = 0; i < closed; i++) Cast(rows, Pick(_chance.Next(100) < 4 ? done[_chance.Next(done.Count)] : done[^1]), 1 + _chance.Next(250), Closed);
            for (var until = Tasks + tasks; Tasks < until;) Cast(rows, Pick(running[_chance.Next(running.Count)]), _chance.Next(8), Open);
            SealNow(rows);
            await rows.CompleteAsync();
        }
        await database.Owner.ExecuteAsync("insert into seal_key values ($1, $2, $3, now()) on conflict do nothing", office.Id, key.Id.ToArray(), key.PublicKey.ToArray());
        foreach (var (code, last) in _numbers)
            await database.Owner.ExecuteAsync("insert into case_counter values ($1, $2, $3, $4) on conflict (office, code, year) do update set last = excluded.last", office.Id, code, _monday.Year, last);
        await database.Owner.ExecuteAsync("vacuum analyze event, case_file, case_hand, task, seal, seal_leaf");
    }

    /// <summary>Has agenda and measures follow the seals that were made.</summary>
    public async Task FollowAsync()
    {
        var agenda = new Laksana.Agenda.AgendaFollower(database);
        var measures = new Laksana.Measures.MeasureFollower(database, new Offices(database, TimeProvider.System), new PublishedSheets(database, TimeProvider.System));
        await Task.WhenAll(agenda.RunAsync(office.Id, default), measures.RunAsync(office.Id, default));
        await database.Owner.ExecuteAsync("vacuum analyze agenda_entry, measure_month");
    }

    private List<CaseMould> Moulds(SheetVersion sheet, Func<OfficeAtWork, SheetVersion, DateTimeOffset, Random, CaseMould> make) =>
        [.. Enumerable.Range(0, MouldsPerSheet).Select(i => make(office, sheet, _monday - Week + TimeSpan.FromHours(1 + 24 * (i % 4)), _chance))];

    private CaseMould Pick(List<CaseMould> moulds) => moulds[_chance.Next(moulds.Count)];

    private void Cast(OfficeRows rows, CaseMould mould, int weeksAgo, List<string> kept)
    {
        var code = mould.Sheet.Procedure.CaseCode;
        var last = _numbers[code] = _numbers.GetValueOrDefault(code) + 1;
        var number = FormattableString.Invariant($"{code}-{_monday.Year}-{last:0000}");
        // Spread over the day too, so that no two cases are opened at one moment.
        var shift = TimeSpan.FromTicks(last % 900_000 * TimeSpan.TicksPerMillisecond * 4) - Week * weeksAgo;
        var hash = EventHash.None.ToArray();
        var version = 0;
        foreach (var happened in mould.Events)
        {
            var (kind, form, body) = EventJson.Serialize(Moved(happened, number, shift));
            var previous = hash;
            hash = EventHash.Compute(office.Id, number, ++version, kind, form, body, previous);
            rows.AddEvent(office.Id, number, version, kind, form, body, previous, hash);
        }
        Events += version;
        rows.AddCase(office.Id, number, mould, shift);
        foreach (var (run, row) in mould.Tasks) rows.AddTask(office.Id, number, mould, run, row, shift);
        Tasks += mould.Tasks.Count;
        _leaves.Add(new SealLeaf(number, version, hash));
        if (_leaves.Count == CasesPerSeal) SealNow(rows);
        kept.Add(number);
    }

    private void SealNow(OfficeRows rows)
    {
        if (_leaves.Count == 0) return;
        _last = Seal.After(_last, office.Id, _monday, _leaves.Count, MerkleTree.Root([.. _leaves.Select(l => l.LeafHash())]), key);
        rows.AddSeal(_last, _leaves);
        _leaves.Clear();
    }

    private static CaseEvent Moved(CaseEvent happened, string number, TimeSpan shift) => happened switch
    {
        CaseOpened opened => opened with { Number = number, At = opened.At + shift },
        _ => happened with { At = happened.At + shift },
    };

    private static DateTimeOffset Monday(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(-(((int)now.UtcDateTime.DayOfWeek + 6) % 7)), TimeSpan.Zero);
}
