using System.Diagnostics;
using Laksana.Backups;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Bench.Backups;

/// <summary>
/// A proof (hash, decrypt, restore, fingerprint, amcheck) against <c>pg_restore -j2</c> of the same dump, decrypted beforehand, into a server with the same settings, plus
/// the time that reading the fingerprint takes alone. A database of about 1.5 GB, a third of it incompressible; the first argument makes it smaller (megabytes).
/// </summary>
internal static class ProofBench
{
    private const double MostTimes = 1.3;

    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var megabytes = words.Length > 0 ? int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture) : 1500;
        var root = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            var source = await BenchSource.FillAsync(megabytes);
            await MeasureAsync(root, source, score);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task MeasureAsync(string root, string source, Scorecard score)
    {
        var cluster = await TestCluster.GetAsync();
        await using var database = await cluster.NewDatabaseAsync();
        await TrialOffice.NewAsync(database, "bench");
        using var seal = SealKey.OpenOrCreate(root);
        var (clock, settings) = (TimeProvider.System, new BackupSettings(Path.Combine(root, "backups"), [new BackupSource("bench", source, [])]));
        var (keys, book) = (new BackupKeys(database, root, clock), new BackupBook(database, clock));
        var taken = await new BackupTaking(new TakingTools(database, settings, keys, book, new Offices(database, clock), seal, clock), NullLogger<BackupTaking>.Instance)
            .TakeAsync(new TakeOrder("bench", "bench", Guid.CreateVersion7(), 1, clock.GetUtcNow(), null, null), new Silent(), default);
        Print($"artifact: {taken.Summary.Bytes / 1e6:F0} MB of {taken.Summary.SourceBytes / 1e6:F0} MB");

        var scratch = ProofSettings.In(root);
        var (restore, read) = await PlainAsync(scratch, taken, await keys.IdentitiesAsync("bench", default));
        Print($"pg_restore -j2: {restore:F1} s; reading the fingerprint: {read:F1} s");
        var found = await new ArtifactProof(scratch).RunAsync(taken.Folder, BackupLevel.Proved, await keys.IdentitiesAsync("bench", default), ExpectedArtifact.Of(taken.Backup), new Silent(), default);
        if (!found.Passed) throw new InvalidOperationException(found.Detail);
        var t = found.Times;
        Print($"proof: {t.Whole.TotalSeconds:F1} s (hash {t.Hash.TotalSeconds:F1}, unpack {t.Unpack.TotalSeconds:F1}, restore {t.Restore.TotalSeconds:F1}, compare {t.Compare.TotalSeconds:F1}, check beside it {t.Check.TotalSeconds:F1})");
        score.Under("proof / (pg_restore -j2 + fingerprint)", MostTimes, t.Whole.TotalSeconds / (restore + read));
        var readable = await new ArtifactProof(scratch).RunAsync(taken.Folder, BackupLevel.Readable, await keys.IdentitiesAsync("bench", default), null, new Silent(), default);
        score.Note("readable, without restoring", readable.Times.Whole.TotalSeconds, "s");
        score.Note("whole: hashing", taken.Summary.Bytes / 1e6 / t.Hash.TotalSeconds, "MB/s");
    }

    /// <summary>What anybody would do by hand, on the same kind of server.</summary>
    private static async Task<(double Restore, double Read)> PlainAsync(ProofSettings settings, TakenBackup taken, BackupIdentities keys)
    {
        await using var folder = ScratchFolder.Take(settings);
        var target = folder.Folder("isi");
        var manifest = await Artifact.At(taken.Folder).UnpackAsync(target, keys, null, null, ByteRate.Unlimited, default);
        await using var server = await ScratchPostgres.StartAsync(folder, await ScratchAccount.ChooseAsync(settings, default), (await TestCluster.GetAsync()).Programs, default);
        await server.CreateDatabaseAsync(manifest.Encoding!, default);
        var watch = Stopwatch.StartNew();
        await PgRestore.RestoreAsync(server.Programs, Path.Combine(target, "dump"), server.Login(), 2, () => { }, default);
        var restore = watch.Elapsed.TotalSeconds;
        await using var connection = new NpgsqlConnection(server.Connection());
        await connection.OpenAsync();
        watch.Restart();
        await LiveFingerprint.ReadAsync(connection, manifest.Fingerprint, null, default);
        return (restore, watch.Elapsed.TotalSeconds);
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
