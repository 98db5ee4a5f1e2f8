using Laksana.Automation;
using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>How far a comparison goes.</summary>
internal sealed record ComparisonLimits
{
    /// <summary>Newest rows that are shown of each table.</summary>
    public int Newest { get; init; } = 5;

    /// <summary>Differing rows of a table without a key that are held at once.</summary>
    public int MostHeld { get; init; } = 500_000;

    public int MostPasses { get; init; } = 64;

    /// <summary>For one table; what takes longer is counted only.</summary>
    public TimeSpan OneTable { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For all of them together.</summary>
    public TimeSpan All { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>
/// What a swap would lose and bring back: two databases of one server, table by table. Tables whose fingerprints are equal are not read again; of the others the rows are compared
/// along their key, or without one as bags. Both are read in one snapshot each.
/// </summary>
internal sealed class PostgresComparison(NpgsqlConnection live, NpgsqlConnection restored, ComparisonLimits limits)
{
    /// <summary>What COPY text depends on.</summary>
    private const string Settings = """
        set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 3; set local bytea_output = 'hex'; set local timezone = 'UTC';
        set local xmloption = 'content'; set local row_security = off; set local statement_timeout = 0; set local lock_timeout = '30s'; set local idle_in_transaction_session_timeout = 0;
        set local search_path = ''
        """;

    /// <param name="known">The fingerprint of the restored one, found equal when it was restored.</param>
    public async Task<IReadOnlyList<TableLoss>> RunAsync(Fingerprint known, IActionProgress progress, CancellationToken token)
    {
        await using var liveReading = await live.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, token);
        await using var restoredReading = await restored.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, token);
        await live.DoAsync("set transaction read only; " + Settings, token, liveReading);
        await restored.DoAsync("set transaction read only; " + Settings, token, restoredReading);
        await progress.ReportAsync(Recovering["loss.print"], 0, token);
        var now = await LiveFingerprint.ReadAsync(liveReading, known, null, token);
        await live.DoAsync(Settings, token, liveReading);

        var begun = TimeProvider.System.GetTimestamp();
        var losses = new List<TableLoss>();
        var tables = now.Tables.Select(t => (t.Schema, t.Name)).Union(known.Tables.Select(t => (t.Schema, t.Name))).Order().ToList();
        for (var i = 0; i < tables.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            var (schema, name) = tables[i];
            await progress.ReportAsync("", 0.4 + 0.6 * i / tables.Count, token);
            var (ours, theirs) = (now.Tables.FirstOrDefault(t => t.Schema == schema && t.Name == name), known.Tables.FirstOrDefault(t => t.Schema == schema && t.Name == name));
            losses.Add(await OneAsync(schema, name, ours, theirs, TimeProvider.System.GetElapsedTime(begun) > limits.All, progress, token));
        }
        return losses;
    }

    private async Task<TableLoss> OneAsync(string schema, string name, TablePrint? ours, TablePrint? theirs, bool late, IActionProgress progress, CancellationToken token)
    {
        if (theirs is null) return await OneSideAsync(live, schema, name, LossMethod.OnlyLive, ours!.Rows, token);
        if (ours is null) return await OneSideAsync(restored, schema, name, LossMethod.OnlyRestored, theirs.Rows, token);
        var (columns, note) = await ComparedTable.ReadAsync(live, restored, schema, name, token);
        if (ours.Rows == theirs.Rows && ours.Sum == theirs.Sum && note is null)
            return new TableLoss(schema, name, LossMethod.Same, ours.Rows, theirs.Rows, 0, 0, 0, Exact: true, null, [], []);
        await progress.ReportAsync(Recovering["loss.table", name], null, token);
        if (late) return Counted(schema, name, ours, theirs, note);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(limits.OneTable);
        try
        {
            return await columns.CompareAsync(live, restored, limits, note, patience.Token) ?? Counted(schema, name, ours, theirs, note);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return Counted(schema, name, ours, theirs, note);
        }
    }

    private async Task<TableLoss> OneSideAsync(NpgsqlConnection connection, string schema, string name, LossMethod method, long rows, CancellationToken token)
    {
        var lost = method == LossMethod.OnlyLive;
        var (time, newest) = await ComparedTable.NewestAsync(connection, schema, name, limits.Newest, token);
        return new TableLoss(schema, name, method, lost ? rows : 0, lost ? 0 : rows, lost ? rows : 0, lost ? 0 : rows, 0, Exact: true, time, lost ? newest : [], lost ? [] : newest);
    }

    /// <summary>At least as many as the numbers differ.</summary>
    private static TableLoss Counted(string schema, string name, TablePrint ours, TablePrint theirs, string? note) => new(schema, name, LossMethod.Counted, ours.Rows, theirs.Rows,
        Math.Max(0, ours.Rows - theirs.Rows), Math.Max(0, theirs.Rows - ours.Rows), 0, Exact: false, null, [], [], note);
}
