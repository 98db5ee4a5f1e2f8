using System.Text;
using Laksana.Automation;
using Npgsql;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// A PostgreSQL database: pg_dump's directory format of one exported snapshot, and the fingerprint of the same snapshot, summed up from the dump's own bytes while they
/// pass, so that nothing is read twice.
/// </summary>
internal sealed class PgTaking : ISourceTaking
{
    public async Task<TakenContent> TakeAsync(ArtifactWriter into, TakeContext context, CancellationToken token)
    {
        var source = context.Source;
        await context.Progress.SayAsync(Say["dump.survey", source.Name], token);
        await using var snapshot = await PgSnapshot.TakeAsync(source, token);
        var at = context.Clock.GetUtcNow();
        var programs = await PgProgram.FindAsync(token) ?? throw Failure("no-pg-dump", mayRetry: false, null);
        if (programs.Major < snapshot.ServerMajor) throw Failure("old-pg-dump", mayRetry: false, null, programs.Version, snapshot.ServerMajor);
        // Compressed, it needs less than half of what the tables take in all but strange cases, and those fail by themselves.
        SpaceCheck.Require(context.Settings, context.Scratch, snapshot.Catalogue.Bytes / 2);
        await context.Progress.SayAsync(Say["dump.begin", snapshot.Catalogue.Tables.Count, Size(snapshot.Catalogue.Bytes), programs.Version], token);

        var dump = Path.Combine(context.Scratch, "dump");
        Directory.CreateDirectory(dump, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await into.AddAsync(new TarItem("dump/"u8.ToArray(), TarKind.Folder, 0) { Mode = 0x1C0, Seconds = at.ToUnixTimeSeconds() }, default(ReadOnlyMemory<byte>), token);
        using var gate = source.Rate is { } rate ? ByteGate.Open(new NpgsqlConnectionStringBuilder(source.Connection), rate) : null;
        var (files, schema, read) = await DumpAsync(into, context, snapshot, new PgDumpCall(programs, source, dump, snapshot.Id, gate?.Port), at, token);

        await context.Progress.SayAsync(Say["dump.contents"], token);
        var contents = await PgContents.ReadAsync(programs, dump, context.Scratch, token);
        await AddSmallAsync(into, "dump/toc.dat", await File.ReadAllBytesAsync(Path.Combine(dump, "toc.dat"), token), at, token);
        var remarks = new List<string>();
        if (await PgRoles.ReadAsync(programs, source, gate?.Port, token) is { } roles) await AddSmallAsync(into, "roles.sql", roles, at, token);
        else remarks.Add(Say["remark.roles"]);
        if (source.Kind == SourceKind.Laksana) await AddKeysAsync(into, source.Folder!, at, token);
        var print = PgDumpPrint.Of(snapshot.Catalogue, contents, files, schema, remarks);
        return new TakenContent(at, ["pg_dump " + programs.Version], read)
        {
            ServerVersion = snapshot.ServerVersion, ServerMajor = snapshot.ServerMajor, Encoding = snapshot.Catalogue.Encoding, Fingerprint = print, Remarks = remarks,
        };
    }

    /// <summary>pg_dump, the mill and the packing side by side; the first that fails ends all.</summary>
    private static async Task<(IReadOnlyList<MilledFile> Files, string Schema, long Read)> DumpAsync(ArtifactWriter into, TakeContext context, PgSnapshot snapshot, PgDumpCall call, DateTimeOffset at, CancellationToken token)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        var scratch = Path.Combine(context.Scratch, "pressed");
        Directory.CreateDirectory(scratch);
        using var mill = new DumpMill(call.Folder, scratch, ended.Token);
        using var following = new DumpFollowing(call.Folder, mill);
        var voice = new PgDumpVoice(snapshot.Catalogue, () => mill.Read, line => context.Progress.SayAsync(line, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        context.Progress.Follow(voice.Look);
        var packing = PackAsync(into, mill, at, ended.Token);
        await using var program = await ChildProgram.StartAsync(call.Order(voice.Hear));
        try
        {
            program.Input.Close();
            var schema = snapshot.SchemaAsync(ended.Token);
            var dumping = program.EndAsync(ended.Token);
            if (await Task.WhenAny(dumping, following.Failed, packing) is var first && first != dumping) await first;
            if (await dumping != 0) throw PgDumpFailure.Explain(context.Source.Name, voice.Errors);
            await following.FinishAsync();
            return (await packing, await schema, mill.Read);
        }
        catch (Exception)
        {
            await ended.CancelAsync();
            await program.DisposeAsync();
            await following.AbandonAsync();
            await ((Task)packing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task<IReadOnlyList<MilledFile>> PackAsync(ArtifactWriter into, DumpMill mill, DateTimeOffset at, CancellationToken token)
    {
        var packed = new List<MilledFile>();
        await foreach (var file in mill.Done.ReadAllAsync(token))
        {
            var item = new TarItem(Encoding.ASCII.GetBytes("dump/" + file.Name), TarKind.File, file.Bytes) { Seconds = at.ToUnixTimeSeconds() };
            if (file.Path is null)
            {
                var content = file.Content!;
                var taken = 0;
                await into.AddAsync(item, (place, _) =>
                {
                    var length = Math.Min(place.Length, content.Length - taken);
                    content.AsMemory(taken, length).CopyTo(place);
                    taken += length;
                    return ValueTask.FromResult(length);
                }, file.Sha256, token);
            }
            else
            {
                await using (var pressed = new FileStream(file.Path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan }))
                    await into.AddAsync(item, pressed.ReadAsync, file.Sha256, token);
                File.Delete(file.Path);
            }
            packed.Add(file with { Content = null });
        }
        return packed;
    }

    /// <summary>The installation's keys: with them the register's seals go on, and older backups open.</summary>
    private static async Task AddKeysAsync(ArtifactWriter into, string folder, DateTimeOffset at, CancellationToken token)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            await AddSmallAsync(into, "kunci/" + Path.GetFileName(path), await File.ReadAllBytesAsync(path, token), at, token);
    }

    private static Task AddSmallAsync(ArtifactWriter into, string name, byte[] content, DateTimeOffset at, CancellationToken token) =>
        into.AddAsync(new TarItem(Encoding.ASCII.GetBytes(name), TarKind.File, content.Length) { Seconds = at.ToUnixTimeSeconds() }, content, token);
}

/// <summary>How pg_dump is called.</summary>
internal sealed record PgDumpCall(PgProgram Programs, BackupSource Source, string Folder, string Snapshot, int? Gate)
{
    public ChildOrder Order(Action<string> hear) => new([Programs["pg_dump"], "--format=directory", "--jobs=2", "--compress=0", "--no-sync", "--verbose", "--no-password",
        "--lock-wait-timeout=60s", "--snapshot=" + Snapshot, "--file=" + Folder])
    {
        Environment = PgLogin.Variables(new NpgsqlConnectionStringBuilder(Source.Connection), Gate), Hear = hear,
    };
}

/// <summary>The roles of the server as statements, without passwords: a restore on another server needs them. They belong to no snapshot.</summary>
internal static class PgRoles
{
    /// <summary>Null when this login may not read them.</summary>
    public static async Task<byte[]?> ReadAsync(PgProgram programs, BackupSource source, int? gate, CancellationToken token)
    {
        var login = new NpgsqlConnectionStringBuilder(source.Connection);
        var (code, output, _) = await ChildProgram.RunAsync(new ChildOrder([programs["pg_dumpall"], "--roles-only", "--no-role-passwords", "--no-password", "--database=" + login.Database])
        {
            Environment = PgLogin.Variables(login, gate),
        }, token);
        return code == 0 ? Encoding.UTF8.GetBytes(output) : null;
    }
}

/// <summary>Puts the fingerprint together from what passed through the mill.</summary>
internal static class PgDumpPrint
{
    /// <exception cref="ActionFailedException">A table's rows are not where the dump's contents say.</exception>
    public static Fingerprint Of(PgCatalogue catalogue, PgContents contents, IReadOnlyList<MilledFile> files, string schema, List<string> remarks)
    {
        var sums = files.Where(f => f.Number is not null).ToDictionary(f => f.Number!.Value, f => f.Sum!.Value);
        var byTable = new Dictionary<uint, TableSum>();
        foreach (var (number, table) in contents.Tables)
            byTable[table] = sums.Remove(number, out var sum) ? sum : throw Failure("dump-incomplete", mayRetry: true, null, number);
        if (sums.Count > 0) throw Failure("dump-incomplete", mayRetry: true, null, sums.Keys.First());
        var tables = new List<TablePrint>();
        foreach (var table in catalogue.Tables)
            if (byTable.TryGetValue(table.Id, out var sum)) tables.Add(new TablePrint(table.Schema, table.Name, sum.Rows, sum.Hex, table.Inherits ? table.Columns : null));
            else remarks.Add(Say["remark.table", table.Schema + "." + table.Name]);
        var sequences = new List<SequencePrint>();
        foreach (var sequence in catalogue.Sequences)
            if (contents.Sequences.TryGetValue(sequence.Id, out var at)) sequences.Add(new SequencePrint(sequence.Schema, sequence.Name, at.Value, at.Called));
            else remarks.Add(Say["remark.sequence", sequence.Schema + "." + sequence.Name]);
        var objects = files.Where(f => f.LargeObject is not null).ToList();
        var all = objects.Aggregate(default(TableSum), (so, f) => so + f.LargeObject!.Value);
        return new Fingerprint(tables, sequences, new LargeObjectPrint(all.Rows, objects.Sum(f => f.Read), all.Hex), schema, catalogue.Roles, catalogue.Encoding, catalogue.Money);
    }
}
