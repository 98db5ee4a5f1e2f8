using System.Globalization;
using System.Text.Json;
using Laksana.Automation;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>
/// <c>backup.verify</c>: the row's evidence that a backup lies in its folder. The arguments <c>backup</c> (its id) or <c>sumber</c> (its source) name it; without them it is
/// the one made in the same case. <c>tingkat</c> says how far it is looked at: utuh, terbaca (the rule) or terbukti.
/// </summary>
public sealed class BackupVerify(BackupBook book, BackupProof proof, ProofSettings scratch) : IStepAction
{
    public string Name => "backup.verify";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var word = Argument(run, "tingkat");
        var level = word is null ? BackupLevel.Readable : ProofLevels.Read(word) ?? throw Failure("level-unknown", word, string.Join(", ", ProofLevels.All));
        var backup = await FindAsync(run, token);
        var finding = await proof.CheckAsync(run.Office, backup, new ProofOrder(run.Id, level, Officers.AdministrationLog.Installation), progress, token);
        if (!finding.Outcome.Passed) throw new ActionFailedException(finding.Outcome.Detail, finding.Hint, mayRetry: false);
        return new ActionResult(Proofs["verified", backup.Id, BackupWords.Size(backup.Bytes), ProofLevels.Say(level), backup.Sha256],
            JsonSerializer.SerializeToElement(WithFields(ProofResult.Of(finding)), ProofJson.Default.ProofResult));
    }

    private static ProofResult WithFields(ProofResult found) => found with
    {
        Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["nama-file"] = found.File, ["ukuran"] = found.Bytes.ToString(CultureInfo.InvariantCulture), ["sha256"] = found.Sha256 },
    };

    public async Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token) => await ScratchFolder.SweepAsync(scratch.Directory, token);

    private async Task<Backup> FindAsync(ActionRun run, CancellationToken token)
    {
        if (Argument(run, "backup") is { } id) return await book.FindAsync(run.Office, id, token) ?? throw Failure("no-backup", id);
        var source = Argument(run, "sumber") ?? Argument(run, "basis-data");
        // The case's own first: another of the same source may have been taken since.
        var own = await book.ListAsync(run.Office, new BackupFilter(Source: source, CaseNumber: run.CaseNumber, Most: 1), token);
        if (own.Count > 0) return own[0];
        if (source is null) throw Failure("no-backup-in-case", run.CaseNumber);
        var newest = await book.ListAsync(run.Office, new BackupFilter(Source: source, State: BackupState.Present, Most: 1), token);
        return newest.Count > 0 ? newest[0] : throw Failure("no-backup-of-source", source);
    }

    private static string? Argument(ActionRun run, string name) => run.Arguments.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static ActionFailedException Failure(string key, params object?[] arguments) => new(Proofs[key, arguments], Proofs[key + ".hint", arguments], mayRetry: false);
}
