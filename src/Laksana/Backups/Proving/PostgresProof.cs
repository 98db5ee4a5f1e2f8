using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Database;
using Npgsql;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>A dump of pg_dump in its directory form.</summary>
internal sealed class PostgresProof : IContentProof
{
    private const double RestoreShare = 0.5, RestoreFrom = 0.2;

    /// <summary>A small restored database is mostly what every PostgreSQL has.</summary>
    private const long Empty = 120L * 1024 * 1024;

    private ScratchPostgres? _server;
    private PostgresPrograms? _programs;

    public long ScratchBytes(ArtifactSummary summary, BackupLevel level) =>
        summary.Bytes + (level == BackupLevel.Proved ? Empty + summary.SourceBytes * 5 / 2 : 0);

    public async Task PrepareAsync(ProofWork work, CancellationToken token)
    {
        _programs = await PostgresPrograms.FindAsync(token: token);
        _server = await ScratchPostgres.StartAsync(work.Scratch, await ScratchAccount.ChooseAsync(work.Settings, token), _programs, token);
    }

    public async Task ReadAsync(ProofWork work, CancellationToken token)
    {
        _programs ??= await PostgresPrograms.FindAsync(token: token);
        RequireTools(work.Manifest);
        await work.Stage.BeginAsync(Proofs["pg.read"], 0.3, 0.7, token);
        await PgRestore.ListAsync(_programs, work.Dump, token);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        // The tool that would restore it reads everything, and beside it every stream is read to its end and held against the fingerprint: pg_restore does not
        // mind a stream that ends too early.
        var tool = PgRestore.ReadThroughAsync(_programs, work.Dump, ended.Token);
        var content = new DumpStreams(work.Dump).CompareAsync(work.Manifest.Fingerprint, work.Stage.Bytes(work.Manifest.Files.Sum(f => f.Bytes), ended.Token), ended.Token);
        try
        {
            await await Task.WhenAny(tool, content);
            await Task.WhenAll(tool, content);
        }
        catch (Exception)
        {
            await ended.CancelAsync();
            await Task.WhenAll(tool, content).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    public async Task ProveAsync(ProofWork work, CancellationToken token)
    {
        RequireTools(work.Manifest);
        await work.RestoringAsync(RestoreAsync(work, token));
        if (work.Manifest.Fingerprint is not { } expected) throw ProofStopped.Open("no-fingerprint");
        await work.Stage.BeginAsync(Proofs["pg.compare"], RestoreFrom + RestoreShare, 1 - RestoreFrom - RestoreShare, token);
        await using var connection = new NpgsqlConnection(_server!.Connection());
        await connection.OpenAsync(token);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, token);
        // Takes the snapshot; what the check of indexes then installs is not in it.
        await using (var look = new NpgsqlCommand("select count(*) from pg_class", connection)) await look.ExecuteScalarAsync(token);
        var checking = work.CheckingAsync(CheckAsync(work, token));
        await work.ComparingAsync(CompareAsync(transaction, work, expected, token));
        await checking;
    }

    public string Told(ProofWork work, BackupLevel level) => level == BackupLevel.Proved
        ? Proofs["pg.proved", work.Manifest.Fingerprint!.Tables.Count, work.Manifest.Fingerprint.Rows, Math.Max(1, Math.Round(work.Restored.TotalMinutes))]
        : Proofs["pg.readable", work.Manifest.Fingerprint?.Tables.Count ?? 0, work.Manifest.Fingerprint?.Rows ?? 0];

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task RestoreAsync(ProofWork work, CancellationToken token)
    {
        await _server!.CreateDatabaseAsync(work.Manifest.Encoding ?? "UTF8", token);
        await MakeRolesAsync(work.Manifest.Fingerprint?.Roles ?? [], token);
        var tables = Math.Max(1, work.Manifest.Fingerprint?.Tables.Count ?? 1);
        var done = 0;
        await work.Stage.BeginAsync(Proofs["pg.restore", tables], RestoreFrom, RestoreShare, token);
        await PgRestore.RestoreAsync(_programs!, work.Dump, _server.Login(), work.Settings.Jobs, () => _ = work.Stage.ReachedAsync((double)++done / tables, token).AsTask(), token);
    }

    /// <summary>Policies name roles; a role that is there already is one of PostgreSQL's own.</summary>
    private async Task MakeRolesAsync(IReadOnlyList<string> roles, CancellationToken token)
    {
        await using var connection = new NpgsqlConnection(_server!.Connection());
        await connection.OpenAsync(token);
        foreach (var role in roles)
        {
            try
            {
                await using var create = new NpgsqlCommand("create role " + PgNames.Plain(role), connection);
                await create.ExecuteNonQueryAsync(token);
            }
            catch (PostgresException known) when (known.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.ReservedName)
            {
                // there already
            }
        }
    }

    private static async Task CompareAsync(NpgsqlTransaction transaction, ProofWork work, Fingerprint expected, CancellationToken token)
    {
        var found = await LiveFingerprint.ReadAsync(transaction, expected, work.Stage.Bytes(work.Manifest.SourceBytes, token), token);
        if (expected.DifferencesTo(found) is not { Count: > 0 } differences) return;
        const int Told = 5;
        throw ProofStopped.Bad("pg.differs", differences.Count, string.Join(' ', differences.Take(Told)));
    }

    private async Task CheckAsync(ProofWork work, CancellationToken token)
    {
        var wrong = await AmCheck.RunAsync(_programs!, _server!.Login(), work.Settings.Jobs, token);
        if (wrong.Count > 0) throw ProofStopped.Bad("pg.corrupt", wrong[0]);
    }

    private void RequireTools(Manifest manifest)
    {
        var needed = Math.Max(manifest.ServerMajor ?? 0, PgRestore.MajorOfTool(manifest.Tools));
        if (needed > _programs!.Major) throw ProofStopped.Open("newer-dump", needed, _programs.Major);
    }
}

/// <summary>The program pg_restore on a dump in its directory form.</summary>
internal static partial class PgRestore
{
    /// <summary>The major version of the pg_dump that a manifest names; 0: none.</summary>
    public static int MajorOfTool(IReadOnlyList<string> tools) =>
        tools.Select(t => Tool().Match(t)).FirstOrDefault(m => m.Success) is { } match ? int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture) : 0;

    /// <summary>Reads the table of contents.</summary>
    public static async Task ListAsync(PostgresPrograms programs, string dump, CancellationToken token) => Require(programs, await RunAsync(programs, ["--list", dump], null, null, token));

    /// <summary>Reads everything and writes it nowhere.</summary>
    public static async Task ReadThroughAsync(PostgresPrograms programs, string dump, CancellationToken token) =>
        Require(programs, await RunAsync(programs, ["--file=/dev/null", dump], null, null, token));

    /// <summary>Loads it into an empty database. Owners, rights, tablespaces, labels and subscriptions stay out: they are another server's business.</summary>
    /// <param name="loaded">Called for each table whose rows are in.</param>
    public static async Task RestoreAsync(PostgresPrograms programs, string dump, IReadOnlyDictionary<string, string?> login, int jobs, Action loaded, CancellationToken token) =>
        Require(programs, await RunAsync(programs,
            ["--dbname=" + login["PGDATABASE"], FormattableString.Invariant($"--jobs={jobs}"), "--no-password", "--no-owner", "--no-privileges", "--no-tablespaces", "--no-security-labels",
                "--no-subscriptions", "--exit-on-error", "--verbose", dump],
            login, line =>
            {
                if (line.Contains("finished item", StringComparison.Ordinal) && line.Contains(" TABLE DATA ", StringComparison.Ordinal)) loaded();
            }, token));

    private static Task<ProgramResult> RunAsync(PostgresPrograms programs, string[] words, IReadOnlyDictionary<string, string?>? login, Action<string>? hear, CancellationToken token) =>
        TiedProgram.RunAsync([programs["pg_restore"], .. words], login, hear, token);

    private static void Require(PostgresPrograms programs, ProgramResult said)
    {
        if (said.ExitCode == 0) return;
        if (Version().Match(said.Errors) is { Success: true } version) throw ProofStopped.Open("newer-archive", version.Groups["version"].Value, programs.Major);
        if (Extension().Match(said.Errors) is { Success: true } extension) throw ProofStopped.Open("extension-missing", extension.Groups["name"].Value);
        if (said.Errors.Contains("No space left on device", StringComparison.Ordinal)) throw ProofStopped.Open("disk-full");
        if (said.Errors.Contains("server closed the connection", StringComparison.Ordinal) || said.Errors.Contains("connection to server", StringComparison.Ordinal)) throw ProofStopped.Open("scratch-lost");
        throw ProofStopped.Bad("pg.fails", FirstError(said.Errors));
    }

    /// <summary>The line that says what was wrong, without the values that PostgreSQL quotes: they may be persons' data.</summary>
    private static string FirstError(string errors)
    {
        var line = errors.Split('\n').FirstOrDefault(l => l.Contains("error:", StringComparison.Ordinal)) ?? errors.Split('\n')[^1];
        var words = Value().Replace(line.Replace("pg_restore: ", "", StringComparison.Ordinal).Replace("error: ", "", StringComparison.Ordinal), ": …");
        return words.Length > 300 ? words[..300] : words;
    }

    [GeneratedRegex(@"^pg_dump \(?.*?(?<major>\d+)(\.\d+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tool();

    [GeneratedRegex(@"unsupported version \((?<version>[0-9.]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    [GeneratedRegex("""extension "(?<name>[^"]+)" is not available|could not open extension control file ".*/(?<name>[^"/]+)\.control""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Extension();

    [GeneratedRegex(""": "[^"]*"\s*$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();
}
