using System.Diagnostics;
using Laksana.Database;

namespace Laksana.Register;

/// <summary>
/// Recomputes an office's whole register from what is stored, and names what does not fit. It needs to read only, and sees one moment
/// of a database that goes on working.
/// </summary>
/// <param name="connectionString">Of the owner, or of any role that may read the office's rows; also of a standby or a restored backup.</param>
public sealed class RegisterVerifier(string connectionString)
{
    private const int MostCasesExamined = 1000;
    private const int ReadBuffer = 128 * 1024;
    private const int MostCasesNamed = 5;

    /// <exception cref="OperatorException">The database cannot be reached, or its files are damaged.</exception>
    public Task<VerificationReport> VerifyAsync(VerificationOrder order, IProgress<VerificationProgress>? progress = null, CancellationToken token = default) =>
        DatabaseFailure.ExplainedAsync(() => RunAsync(order, progress, token));

    private async Task<VerificationReport> RunAsync(VerificationOrder order, IProgress<VerificationProgress>? progress, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        var login = Logins.Parse(connectionString);
        (login.ReadBufferSize, login.CommandTimeout, login.ApplicationName, login.Pooling) = (ReadBuffer, 0, "laksana-verify", false);
        await using var source = Logins.Source(login.ConnectionString);
        await using var snapshot = await Snapshot.TakeAsync(source, order.Office, token);
        var findings = new FindingList(order.MostFindings);
        var wrong = new WrongCases(MostCasesExamined);
        var waiting = await WaitingAsync(snapshot, token);
        var named = new NamedDocuments(snapshot, findings);
        var events = new EventPass(snapshot, waiting, wrong, named);
        using var seals = new SealPass(snapshot, order, findings);
        var documents = new DocumentPass(snapshot, findings);
        void Tell() => progress?.Report(new VerificationProgress(events.Events, seals.Seals, documents.Documents));

        await seals.PrepareAsync(token);
        await Together(token, t => events.RunAsync(order.Office, Tell, t), t => seals.RunAsync(Tell, t));
        if (!order.SkipDocuments) await documents.RunAsync(Tell, token);
        var others = new RestPass(snapshot, findings);
        await others.RunAsync(token);
        await new AdministrationPass(snapshot, findings).RunAsync(token);
        await ExamineAsync(snapshot, events, seals, wrong, waiting, findings, token);
        return new VerificationReport
        {
            Office = order.Office,
            Events = events.Events,
            Cases = events.Cases,
            Seals = seals.Seals,
            Leaves = seals.Leaves,
            Documents = others.Documents,
            DocumentsUnnamed = Math.Max(0, others.Documents - named.Found),
            PersonalValues = others.PersonalValues,
            UnsealedEvents = events.UnsealedEvents,
            UnsealedCases = events.UnsealedCases,
            LastSeal = seals.Last?.Head,
            ProvedUpTo = seals.ProvedUpTo,
            Findings = await WithCasesNamedAsync(snapshot, findings.Earliest, token),
            FindingCount = findings.Count,
            Duration = Stopwatch.GetElapsedTime(started),
        };
    }

    // When one fails, the other is stopped instead of being waited for.
    private static async Task Together(CancellationToken token, params Func<CancellationToken, Task>[] passes)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var running = passes.Select(pass => Task.Run(() => pass(stop.Token), stop.Token)).ToList();
        await foreach (var finished in Task.WhenEach(running))
        {
            if (!finished.IsCompletedSuccessfully) await stop.CancelAsync();
        }
        var failed = running.Find(r => r.IsFaulted);
        await (failed ?? Task.WhenAll(running));
    }

    private static async Task<Dictionary<string, int>> WaitingAsync(Snapshot snapshot, CancellationToken token)
    {
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var command = snapshot.Command("select case_number, version from seal_pending where office = $1");
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            waiting[reader.GetString(0)] = Math.Max(reader.GetInt32(1), waiting.GetValueOrDefault(reader.GetString(0)));
        return waiting;
    }

    private static async Task ExamineAsync(Snapshot snapshot, EventPass events, SealPass seals, WrongCases wrong,
        Dictionary<string, int> waiting, FindingList findings, CancellationToken token)
    {
        // Every leaf has its event, or one is gone.
        if (events.LeavesMet != seals.Leaves) await FindLostCasesAsync(snapshot, wrong, token);
        foreach (var caseNumber in wrong.Earliest)
        {
            var (chained, heads) = await CaseRows.ReadAsync(snapshot.First, snapshot.Office, caseNumber, token);
            var found = CaseExamination.Examine(caseNumber, chained, heads, waiting.GetValueOrDefault(caseNumber));
            if (found.Count == 0)
                found = [new Finding(FindingKind.EventChanged, "case-does-not-fit", null) { CaseNumber = caseNumber }];
            foreach (var finding in found) findings.Add(finding);
        }
        findings.AddUnseen(wrong.Count - wrong.Kept);
    }

    private static async Task FindLostCasesAsync(Snapshot snapshot, WrongCases wrong, CancellationToken token)
    {
        await using var command = snapshot.Command("""
            select l.case_number, min(s.sealed_at) from seal_leaf l left join seal s using (office, number)
            where office = $1
              and not exists (select from event e where e.office = l.office and e.case_number = l.case_number and e.version = l.version)
            group by l.case_number
            """);
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            wrong.Add(reader.GetString(0), await reader.IsDBNullAsync(1, token) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }

    // A seal that does not fit proves nothing about single events, but which cases moved on in it can be said.
    private static async Task<IReadOnlyList<Finding>> WithCasesNamedAsync(Snapshot snapshot, IReadOnlyList<Finding> findings, CancellationToken token)
    {
        var named = new List<Finding>();
        foreach (var finding in findings)
        {
            if (finding is not { Kind: FindingKind.SealChanged, Seal: { } seal, Object: null })
            {
                named.Add(finding);
                continue;
            }
            await using var command = snapshot.Command("""
                select case_number || ' (' || version || ')' from seal_leaf where office = $1 and number = $2 order by position limit $3
                """, seal, MostCasesNamed + 1);
            await using var reader = await command.ExecuteReaderAsync(token);
            var cases = new List<string>();
            while (await reader.ReadAsync(token)) cases.Add(cases.Count == MostCasesNamed ? "…" : reader.GetString(0));
            named.Add(finding with { Object = string.Join(", ", cases) });
        }
        return named;
    }
}
