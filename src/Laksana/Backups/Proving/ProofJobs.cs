using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Automation;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary><c>verify</c>: looks at a backup in the backup directory up to a level below proved.</summary>
public sealed class VerifyJob(BackupBook book, BackupProof proof, ProofSettings scratch) : ProofJob(book, proof, scratch)
{
    public const string Name = "verify";

    public override string Kind => Name;

    /// <param name="level">Whole or readable.</param>
    public static JobOrder Order(string backup, BackupLevel level, string by, string? machine) =>
        new(Name, backup, Arguments(new ProofArguments(ProofLevels.Word(level))), by, machine);
}

/// <summary><c>drill</c>: restores a backup for trial.</summary>
public sealed class DrillJob(BackupBook book, BackupProof proof, ProofSettings scratch) : ProofJob(book, proof, scratch)
{
    public const string Name = "drill";

    public override string Kind => Name;

    public static JobOrder Order(string backup, DrillReason? reason, string by, string? machine) =>
        new(Name, backup, Arguments(new ProofArguments(ProofLevels.Word(BackupLevel.Proved), reason?.ToString())), by, machine);
}

/// <summary>A check of a backup as a job; its subject is the backup.</summary>
public abstract class ProofJob(BackupBook book, BackupProof proof, ProofSettings scratch) : IBackupJob
{
    public abstract string Kind { get; }

    public async Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token)
    {
        var backup = await book.FindAsync(run.Office, run.Subject, token) ?? throw new ActionFailedException(Proofs["no-backup", run.Subject], Proofs["no-backup.hint"], mayRetry: false);
        var asked = run.Arguments.Deserialize(ProofJson.Default.ProofArguments);
        var order = new ProofOrder(run.Id, ProofLevels.Read(asked?.Level ?? "") ?? BackupLevel.Readable, run.AskedBy)
        {
            Reason = Enum.TryParse<DrillReason>(asked?.Reason, out var reason) ? reason : null,
        };
        var finding = await proof.CheckAsync(run.Office, backup, order, progress, token);
        var outcome = finding.Outcome;
        if (outcome.Outcome == CheckOutcome.Undecided) throw new ActionFailedException(outcome.Detail, finding.Hint, mayRetry: false);
        var summary = outcome.Passed ? outcome.Detail : $"{outcome.Detail} {finding.Hint}".Trim();
        return new JobResult(summary, JsonSerializer.SerializeToElement(ProofResult.Of(finding), ProofJson.Default.ProofResult));
    }

    public async Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token) => await ScratchFolder.SweepAsync(scratch.Directory, token);

    protected private static JsonElement Arguments(ProofArguments arguments) => JsonSerializer.SerializeToElement(arguments, ProofJson.Default.ProofArguments);
}

/// <param name="Level">The level's word.</param>
/// <param name="Reason">Of the policy.</param>
internal sealed record ProofArguments(string Level, string? Reason = null);

/// <summary>A check as its result stands in the register, in the job and under <c>--json</c>.</summary>
/// <param name="Level">What was asked.</param>
/// <param name="Reached">What was established.</param>
/// <param name="Outcome">passed, failed, undecided.</param>
/// <param name="Fault">What is the matter with the artifact, when it is the artifact.</param>
/// <param name="NextGood">The next good copy, when this one is not.</param>
public sealed record ProofResult(string Backup, string Source, string File, long Bytes, string Sha256, DateTimeOffset TakenAt, string Level, string Reached, string Outcome, string Detail,
    string? Hint, string? Fault, string? NextGood, double Seconds, double? RestoreSeconds)
{
    /// <summary>What the form of a sheet's row may take over.</summary>
    [JsonPropertyName("isian")]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    public static ProofResult Of(ProofFinding finding)
    {
        var (backup, outcome) = (finding.Backup, finding.Outcome);
        return new ProofResult(backup.Id, backup.Source, backup.Id + (backup.Encrypted ? ".tar.age" : ".tar"), backup.Bytes, backup.Sha256, backup.TakenAt, ProofLevels.Word(outcome.Asked),
            ProofLevels.Word(outcome.Reached), outcome.Outcome.ToString().ToLower(CultureInfo.InvariantCulture), outcome.Detail, outcome.Passed ? null : finding.Hint,
            outcome.Fault?.ToString().ToLower(CultureInfo.InvariantCulture), finding.Next is null ? null : finding.Next.Medium is null ? finding.Next.Backup : finding.Next.Backup + " @ " + finding.Next.Medium,
            Math.Round(outcome.Times.Whole.TotalSeconds, 1), outcome.Times.Restore > TimeSpan.Zero ? Math.Round(outcome.Times.UntilRestored.TotalSeconds, 1) : null);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProofArguments))]
[JsonSerializable(typeof(ProofResult))]
internal sealed partial class ProofJson : JsonSerializerContext;
