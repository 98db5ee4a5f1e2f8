using System.Text.Json;
using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// <c>backup.take</c>: a backup of the source named by the argument <c>sumber</c>, as a step of a sheet. <c>database.dump</c> is its older name, which sheets that
/// were published may have.
/// </summary>
public sealed class TakeAction(string name, BackupTaking taking, TakenRuns runs) : IStepAction
{
    public const string Usual = "backup.take";
    public const string Older = "database.dump";

    public string Name => name;

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        await taking.TidyAsync(run.Office, await runs.AliveAsync(run.Office, token), token);
        var taken = await taking.TakeAsync(new TakeOrder(run.Office, run.Arguments.GetValueOrDefault("sumber", ""), run.Id, run.Attempt, run.AskedAt, run.CaseNumber, null), progress, token);
        return new ActionResult(TakeResult.Summary(taken), TakeResult.Json(taken));
    }

    public async Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token) =>
        // Actions and jobs share the folder: what either works on is alive. Once for both names.
        await (name == Usual ? taking.TidyAsync(office, await runs.AliveAsync(office, token), token) : Task.CompletedTask);
}

/// <summary>The same asked for by a page, a call or a command: job <c>take</c>, its subject the source. Arguments: <c>rate</c> (bytes a second), if any.</summary>
public sealed class TakeJob(BackupTaking taking, TakenRuns runs) : IBackupJob
{
    public const string Name = "take";

    public string Kind => Name;

    public async Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token)
    {
        await taking.TidyAsync(run.Office, await runs.AliveAsync(run.Office, token), token);
        var rate = run.Arguments.TryGetProperty("rate", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetInt64() : (long?)null;
        var officer = run.AskedBy == Officers.AdministrationLog.Installation ? null : run.AskedBy;
        var taken = await taking.TakeAsync(new TakeOrder(run.Office, run.Subject, run.Id, run.Attempt, run.AskedAt, null, officer, rate), progress, token);
        return new JobResult(TakeResult.Summary(taken), TakeResult.Json(taken));
    }

    /// <summary>What is asked of <see cref="BackupJobs"/>.</summary>
    public static JobOrder Order(string source, string askedBy, long? rate = null) => new(Name, source,
        JsonDocument.Parse(rate is null ? "{}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"rate":{{rate}}}""")).RootElement.Clone(), askedBy);
}

/// <summary>Everything of an office that is worked on now, actions and jobs alike.</summary>
public sealed class TakenRuns(ActionProgress actions, Database.LaksanaDatabase database)
{
    public async Task<IReadOnlyDictionary<Guid, int>> AliveAsync(string office, CancellationToken token)
    {
        var alive = new Dictionary<Guid, int>(await actions.WorkedOnAsync(office, token));
        foreach (var (id, attempt) in await BackupJobRunner.WorkedOnAsync(database, office, token)) alive[id] = attempt;
        return alive;
    }
}

/// <summary>A taken backup as a step's or a job's result.</summary>
internal static class TakeResult
{
    public static string Summary(TakenBackup taken)
    {
        var (b, s) = (taken.Backup, taken.Summary);
        return s.TableCount is { } tables && s.RowCount is { } rows ? Say["take.done.tables", b.Source, tables, rows, Size(b.Bytes), b.Seconds, taken.Folder]
            : Say["take.done", b.Source, Size(b.SourceBytes), Size(b.Bytes), b.Seconds, taken.Folder];
    }

    public static JsonElement Json(TakenBackup taken)
    {
        var (b, s) = (taken.Backup, taken.Summary);
        return JsonSerializer.SerializeToElement(new TakenJson(b.Source, b.Id, taken.Folder, b.Bytes, b.SourceBytes, b.Sha256, s.TableCount, s.RowCount, s.FileCount, b.Seconds, string.Join(", ", s.Tools), b.Machine,
            b.Encrypted, b.Recipients), TakenJsonContext.Default.TakenJson);
    }
}

/// <param name="Sha256">Of the artifact's large file.</param>
internal sealed record TakenJson(string Source, string Backup, string Folder, long Bytes, long SourceBytes, string Sha256, int? Tables, long? Rows, int Files, double Seconds, string Tool, string Machine,
    bool Encrypted, IReadOnlyList<string> Recipients);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
[System.Text.Json.Serialization.JsonSerializable(typeof(TakenJson))]
internal sealed partial class TakenJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
