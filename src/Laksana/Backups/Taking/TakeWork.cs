using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>One attempt, from the first look at the source to the artifact in its place and in the book.</summary>
internal sealed class TakeWork(TakingTools tools, BackupSource source, TakeOrder order, TakeFolder folder, TimeZoneInfo zone, IActionProgress progress)
{
    public async Task<TakenBackup> RunAsync(CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var recipients = source.Sensitive ? await tools.Keys.RecipientsAsync(order.Office, token) : null;
        await using var telling = new TakeProgress(progress);
        await using var into = await ArtifactWriter.BeginAsync(new ArtifactPlan(folder.Name, folder.Unfinished, recipients));
        var content = await Takings.For(source.Kind).TakeAsync(into, new TakeContext(source, folder.Scratch, tools.Settings, telling, tools.Clock), token);
        await telling.SayAsync(Say["take.seal"], token);
        var manifest = await ManifestAsync(into, content, begun, recipients is not null, token);
        var summary = await into.FinishAsync(manifest, source.Sensitive, tools.Seal, ReadMe.Of(manifest, recipients, zone, manifest.Files.Any(f => f.Name == "roles.sql")), token);
        // Whoever lost the run in the meantime must not put anything in place.
        await progress.StillMineAsync(token);
        await folder.PublishAsync(token);
        // From here on it is there: a crash before it is entered is made up for by the next attempt, or by the next look at the folder.
        var backup = BackupEntry.Of(summary, order.CaseNumber, order.Officer);
        await tools.Book.RecordAsync(order.Office, backup, token);
        return new TakenBackup(backup, summary, folder.Final);
    }

    private async Task<Manifest> ManifestAsync(ArtifactWriter into, TakenContent content, long begun, bool encrypted, CancellationToken token) => new()
    {
        Format = Manifest.NewestFormat, Name = folder.Name, Office = order.Office, Source = source.Name, Kind = source.Kind, Run = order.Run, CaseNumber = order.CaseNumber,
        TakenAt = content.TakenAt,
        // Measured, not asked: the office's clock may be moved meanwhile.
        FinishedAt = content.TakenAt + TimeProvider.System.GetElapsedTime(begun), Machine = Environment.MachineName,
        Tools = encrypted ? [.. content.Tools, await AgeProgram.VersionAsync(token)] : content.Tools, ServerVersion = content.ServerVersion, ServerMajor = content.ServerMajor,
        Encoding = content.Encoding, SourceBytes = content.SourceBytes, Fingerprint = content.Fingerprint, Tables = content.Tables, Remarks = content.Remarks, Files = into.Files,
    };
}

/// <summary>Which taking knows a kind of source.</summary>
internal static class Takings
{
    public static ISourceTaking For(SourceKind kind) => kind switch
    {
        SourceKind.PostgreSql or SourceKind.Laksana => new PgTaking(),
        SourceKind.MariaDb => new MariaTaking(),
        SourceKind.Tree => new TreeTaking(),
        _ => throw new NotSupportedException(kind.ToString()),
    };
}
