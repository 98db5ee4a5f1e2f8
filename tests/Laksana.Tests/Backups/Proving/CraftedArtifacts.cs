using System.Diagnostics;
using System.Text;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Register;
using Laksana.Testing;
using Npgsql;

namespace Laksana.Tests.Backups.Proving;

/// <summary>Artifacts written for a test, with whatever content and manifest it wants, and the keys that open them.</summary>
internal sealed class CraftedArtifacts : IDisposable
{
    private readonly SealKey _seal;

    private CraftedArtifacts(string root, BackupRecipient recipient, BackupIdentities keys, BackupIdentities others)
    {
        (Root, Recipient, Keys, OtherKeys) = (root, recipient, keys, others);
        Scratch = ProofSettings.In(Path.Combine(root, "data")) with { Reserve = 0 };
        Directory.CreateDirectory(Scratch.Within!);
        _seal = SealKey.OpenOrCreate(Scratch.Within!);
    }

    public string Root { get; }

    public ProofSettings Scratch { get; }

    public BackupIdentities Keys { get; }

    /// <summary>Of somebody else.</summary>
    public BackupIdentities OtherKeys { get; }

    private BackupRecipient Recipient { get; }

    public static async Task<CraftedArtifacts> NewAsync()
    {
        var root = Directory.CreateTempSubdirectory("laksana-uji-").FullName;
        File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var (own, other) = (await AgeProgram.NewKeyAsync(default), await AgeProgram.NewKeyAsync(default));
        await File.WriteAllTextAsync(Path.Combine(root, "kunci.age"), own.Secret + "\n");
        await File.WriteAllTextAsync(Path.Combine(root, "lain.age"), other.Secret + "\n");
        return new CraftedArtifacts(root, new BackupRecipient("kantor", RecipientKind.Office, own.Public, "uji", default, null),
            new BackupIdentities([Path.Combine(root, "kunci.age")]), new BackupIdentities([Path.Combine(root, "lain.age")]));
    }

    /// <summary>Writes one; its folder.</summary>
    public async Task<string> WriteAsync(string name, SourceKind kind, IEnumerable<(string Name, byte[] Content)> files, Func<Manifest, Manifest>? change = null, bool encrypted = true)
    {
        var folder = Path.Combine(Root, "backup", name);
        await using var writer = await ArtifactWriter.BeginAsync(new ArtifactPlan(name, folder, encrypted ? [Recipient] : null));
        var bytes = 0L;
        foreach (var (file, content) in files)
        {
            await writer.AddAsync(new TarItem(Encoding.UTF8.GetBytes(file), TarKind.File, content.Length), content, default);
            bytes += content.Length;
        }
        var taken = new DateTimeOffset(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);
        var manifest = new Manifest
        {
            Format = Manifest.NewestFormat, Name = name, Office = "uji", Source = "siak", Kind = kind, Run = Guid.NewGuid(), TakenAt = taken, FinishedAt = taken.AddMinutes(1), Machine = "mesin",
            Tools = ["pg_dump 15.1"], ServerMajor = kind == SourceKind.PostgreSql ? 15 : null, Encoding = kind == SourceKind.PostgreSql ? "UTF8" : null, SourceBytes = bytes, Files = [.. writer.Files],
        };
        await writer.FinishAsync(change?.Invoke(manifest) ?? manifest, sensitive: true, _seal, "Baca saya.\n", default);
        return folder;
    }

    public Task<ProofOutcome> ProveAsync(string folder, BackupLevel level, BackupIdentities? keys = null, ProofSettings? settings = null, IActionProgress? progress = null, CancellationToken token = default) =>
        new ArtifactProof(settings ?? Scratch).RunAsync(folder, level, keys ?? Keys, null, progress ?? new HeardProgress(), token);

    /// <summary>What lies in the scratch place besides the file that says whose turn it is.</summary>
    public string[] Left() => Directory.Exists(Scratch.Directory) ? [.. Directory.GetFileSystemEntries(Scratch.Directory).Select(f => Path.GetFileName(f)!).Where(f => f != "giliran")] : [];

    public void Dispose()
    {
        _seal.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>A small PostgreSQL database with awkward content, dumped once for all tests, and its fingerprint.</summary>
internal static class DumpedDatabase
{
    private static readonly Lazy<Task<(IReadOnlyList<(string, byte[])> Files, Fingerprint Print)>> One = new(MakeAsync);

    public static Task<(IReadOnlyList<(string Name, byte[] Content)> Files, Fingerprint Print)> GetAsync() => One.Value!;

    public const string Schema = """
        create schema "skema ""aneh"" é";
        do $$ begin create role "peran uji" nologin; exception when duplicate_object or unique_violation then null; end $$;
        create table "skema ""aneh"" é"."tabel; drop" (id int primary key, "ko lom" text, waktu timestamptz default now(), angka float8);
        insert into "skema ""aneh"" é"."tabel; drop" select g, case when g % 7 = 0 then null else E'baris\t' || g || E'\n\\x' end, timestamptz '2026-01-01' + g * interval '1 minute', g / 3.0 from generate_series(1, 20000) g;
        create table kosong (a int);
        create table jejak (id bigserial primary key, isi bytea); insert into jejak (isi) select decode(md5(g::text), 'hex') from generate_series(1, 5000) g;
        create index on jejak (isi); create view lihat as select count(*) from jejak;
        create materialized view ringkas as select id % 10 as sisa, count(*) from jejak group by 1;
        alter table kosong enable row level security; create policy p on kosong to "peran uji" using (a > 0);
        select lo_from_bytea(0, convert_to(repeat('besar', 1000), 'UTF8'));
        """;

    private static async Task<(IReadOnlyList<(string, byte[])>, Fingerprint)> MakeAsync()
    {
        var cluster = await TestCluster.GetAsync();
        var superuser = new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString) { Database = new NpgsqlConnectionStringBuilder(await cluster.NewEmptyDatabaseAsync("postgres")).Database, Pooling = false };
        await using var connection = new NpgsqlConnection(superuser.ConnectionString);
        await connection.OpenAsync();
        await using (var fill = new NpgsqlCommand(Schema, connection)) await fill.ExecuteNonQueryAsync();
        var print = await LiveFingerprint.ReadAsync(connection, (Fingerprint?)null, null, default);
        var folder = Path.Combine(cluster.Folder, "dump-" + Guid.NewGuid().ToString("N"));
        var description = new ProcessStartInfo(cluster.Programs["pg_dump"], ["-Fd", "-Z1", "-f", folder])
        {
            Environment = { ["PGHOST"] = superuser.Host, ["PGPORT"] = superuser.Port.ToString(), ["PGUSER"] = superuser.Username, ["PGPASSWORD"] = superuser.Password, ["PGDATABASE"] = superuser.Database },
        };
        using var process = Process.Start(description)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("pg_dump");
        return ([.. Directory.GetFiles(folder).Select(f => ("dump/" + Path.GetFileName(f), File.ReadAllBytes(f)))], print);
    }
}
