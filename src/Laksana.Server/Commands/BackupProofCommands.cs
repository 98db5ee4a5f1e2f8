using System.CommandLine;
using System.Text.Json;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging.Abstractions;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana backup verify</c> and <c>laksana backup drill</c>.</summary>
internal sealed class BackupProofCommands
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private readonly InstallationOptions _installation = new();
    private readonly BackupOptions _backups = new();
    private readonly Argument<string?> _what = new("ID|PATH") { Description = Words["Proof.What"], Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _level = new("--level") { Description = Words["Proof.Level"], HelpName = "whole|readable|proved", DefaultValueFactory = _ => "readable" };
    private readonly Option<string[]> _offices = new("--office") { Description = Words["Proof.Office"], HelpName = "ID" };
    private readonly Option<string[]> _identities = new("--identity") { Description = Words["Proof.Identity"], HelpName = "FILE" };

    public static Command Verify()
    {
        var verify = new BackupProofCommands();
        var command = new Command("verify", Words["Proof.Verify"]) { verify._what, verify._level, verify._offices, verify._identities };
        verify.AddTo(command);
        verify._level.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => ProofLevels.Read(t.Value) is null)) result.AddError(Words["Proof.BadLevel", string.Join(", ", ProofLevels.All)]);
        });
        return command.Runs(verify.VerifyAsync);
    }

    public static Command Drill()
    {
        var drill = new BackupProofCommands();
        var command = new Command("drill", Words["Proof.Drill"]) { drill._what, drill._offices };
        drill.AddTo(command);
        return command.Runs(drill.DrillAsync);
    }

    private void AddTo(Command command)
    {
        _installation.AddTo(command);
        _backups.AddTo(command);
    }

    private async Task<ExitCode> VerifyAsync(Call call, CancellationToken token)
    {
        var level = ProofLevels.Read(call.Value(_level)!)!.Value;
        if (call.Value(_what) is { } path && (path.Contains('/', StringComparison.Ordinal) || Directory.Exists(path))) return await AtPathAsync(call, path, level, token);
        await using var bench = await BenchAsync(call, token);
        var orders = new List<(string Office, JobOrder Order)>();
        foreach (var (office, backup) in await bench.BackupsAsync(call.Value(_what), call.Value(_offices)!, token))
            orders.Add((office, level == BackupLevel.Proved ? DrillJob.Order(backup.Id, null, AdministrationLog.Installation, null) : VerifyJob.Order(backup.Id, level, AdministrationLog.Installation, null)));
        return await RunAsync(call, bench, orders, token);
    }

    private async Task<ExitCode> DrillAsync(Call call, CancellationToken token)
    {
        await using var bench = await BenchAsync(call, token);
        var orders = new List<(string Office, JobOrder Order)>();
        if (call.Value(_what) is { } id)
            orders.AddRange((await bench.BackupsAsync(id, call.Value(_offices)!, token)).Select(b => (b.Office, DrillJob.Order(b.Backup.Id, null, AdministrationLog.Installation, null))));
        else
            foreach (var office in await bench.OfficesAsync(call.Value(_offices)!, token))
                orders.AddRange((await bench.Drills.DueAsync(office, token)).Select(due => (office, DrillJob.Order(due.Backup, due.Reason, AdministrationLog.Installation, null))));
        if (orders.Count == 0 && !call.Json) call.Output.WriteLine(Words["Proof.NothingDue"]);
        return await RunAsync(call, bench, orders, token);
    }

    /// <summary>A folder anywhere, such as on a medium; nothing is entered in a book.</summary>
    private async Task<ExitCode> AtPathAsync(Call call, string path, BackupLevel level, CancellationToken token)
    {
        if (!Directory.Exists(path)) throw new OperatorException(Words["Proof.NoFolder", path], Words["Proof.NoFolder.Hint"], ExitCode.NotFound);
        var settings = _installation.Settings(call);
        var proof = new ArtifactProof(_backups.Proofs(call, settings.DataDirectory));
        var bar = new CommandBar(call);
        var found = await proof.RunAsync(path, level, await IdentitiesAsync(call, settings, path, level, token), null, bar, token);
        bar.End();
        var answer = new ProofAnswer(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), ProofLevels.Word(level), ProofLevels.Word(found.Reached), Outcome(found.Outcome), found.Detail,
            found.Hint, found.Fault?.ToString(), null, Math.Round(found.Times.Whole.TotalSeconds, 1));
        return Say(call, [answer]);
    }

    /// <summary>Those that were named; else those of the artifact's office in this installation.</summary>
    private async Task<BackupIdentities> IdentitiesAsync(Call call, DatabaseSettings settings, string path, BackupLevel level, CancellationToken token)
    {
        if (call.Value(_identities) is { Length: > 0 } files) return new BackupIdentities(files);
        if (level == BackupLevel.Whole) return new BackupIdentities([]);
        try
        {
            if (!Artifact.At(path).Summary.Encrypted) return new BackupIdentities([]);
            await using var bench = await BenchAsync(call, token);
            return await bench.Keys.IdentitiesAsync(Artifact.At(path).Summary.Office, token);
        }
        catch (ArtifactException)
        {
            return new BackupIdentities([]); // told by the check itself
        }
    }

    private async Task<ProofBench> BenchAsync(Call call, CancellationToken token)
    {
        var settings = _installation.Settings(call);
        return new ProofBench(await LaksanaDatabase.JoinAsync(settings, token: token),
            new BackupSettings(_backups.Folder(call) ?? Path.Combine(settings.DataDirectory, "backups"), []), _backups.Proofs(call, settings.DataDirectory), settings.DataDirectory);
    }

    private static async Task<ExitCode> RunAsync(Call call, ProofBench bench, IReadOnlyList<(string Office, JobOrder Order)> orders, CancellationToken token)
    {
        var answers = new List<ProofAnswer>();
        foreach (var (office, order) in orders)
        {
            var bar = new CommandBar(call);
            var job = await bench.DoAsync(office, order, bar, Look, token);
            bar.End();
            var result = job.Result is { } json ? JsonSerializer.Deserialize(json, CommandJson.Default.ProofJobResult) : null;
            answers.Add(new ProofAnswer(order.Subject, result?.Level, result?.Reached, result?.Outcome ?? (job.Status == ActionRunStatus.Cancelled ? "cancelled" : "undecided"), job.Summary ?? "",
                job.Hint, result?.Fault, result?.NextGood, result?.Seconds));
        }
        return Say(call, answers);
    }

    private static ExitCode Say(Call call, IReadOnlyList<ProofAnswer> answers)
    {
        call.Answer<IReadOnlyList<ProofAnswer>>(answers, CommandJson.Default.IReadOnlyListProofAnswer, to =>
        {
            foreach (var answer in answers)
            {
                to.WriteLine($"{answer.Backup}: {answer.Detail}");
                if (!string.IsNullOrEmpty(answer.Hint)) to.WriteLine("  " + answer.Hint);
            }
        });
        return answers.Any(a => a.Outcome == "failed") ? ExitCode.Failed : answers.Any(a => a.Outcome != "passed") ? ExitCode.Undecided : ExitCode.Ok;
    }

    private static string Outcome(CheckOutcome outcome) => outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "undecided" };
}

/// <param name="Level">What was asked: utuh, terbaca, terbukti.</param>
/// <param name="Reached">What was established.</param>
/// <param name="Outcome">passed, failed, undecided, cancelled.</param>
/// <param name="NextGood">Where to go instead.</param>
internal sealed record ProofAnswer(string Backup, string? Level, string? Reached, string Outcome, string Detail, string? Hint, string? Fault, string? NextGood, double? Seconds);

/// <summary>What is read of a job's result.</summary>
internal sealed record ProofJobResult(
    [property: System.Text.Json.Serialization.JsonPropertyName("level")] string Level, [property: System.Text.Json.Serialization.JsonPropertyName("reached")] string Reached,
    [property: System.Text.Json.Serialization.JsonPropertyName("outcome")] string Outcome, [property: System.Text.Json.Serialization.JsonPropertyName("fault")] string? Fault,
    [property: System.Text.Json.Serialization.JsonPropertyName("next_good")] string? NextGood, [property: System.Text.Json.Serialization.JsonPropertyName("seconds")] double? Seconds);

/// <summary>What the commands work with: an installation's backups and the means to check them here.</summary>
internal sealed class ProofBench : IAsyncDisposable
{
    private readonly LaksanaDatabase _database;
    private readonly BackupBook _book;
    private readonly BackupJobs _jobs;
    private readonly BackupJobRunner _runner;

    public ProofBench(LaksanaDatabase database, BackupSettings settings, ProofSettings scratch, string dataDirectory)
    {
        _database = database;
        (_book, _jobs, Drills, Keys) = (new BackupBook(database, Clock), new BackupJobs(database, Clock), new DrillBook(database, Clock), new BackupKeys(database, dataDirectory, Clock));
        var proof = new BackupProof(database, settings, scratch, Keys, new GoodCopies(database), Clock);
        _runner = new BackupJobRunner(database, [new VerifyJob(_book, proof, scratch), new DrillJob(_book, proof, scratch)],
            new RunnerSettings { Node = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-command") }, Clock, NullLogger<BackupJobRunner>.Instance);
    }

    private static TimeProvider Clock => TimeProvider.System;

    public DrillBook Drills { get; }

    public BackupKeys Keys { get; }

    public async Task<IReadOnlyList<string>> OfficesAsync(string[] named, CancellationToken token) => named.Length > 0 ? named : [.. await _database.OfficesAsync(token)];

    /// <summary>The backup of that id; without one the newest of each source.</summary>
    /// <exception cref="OperatorException">There is none.</exception>
    public async Task<IReadOnlyList<(string Office, Backup Backup)>> BackupsAsync(string? id, string[] offices, CancellationToken token)
    {
        var found = new List<(string, Backup)>();
        foreach (var office in await OfficesAsync(offices, token))
            if (id is null) found.AddRange((await _book.NewestAsync(office, token)).Select(b => (office, b)));
            else if (await _book.FindAsync(office, id, token) is { } backup) found.Add((office, backup));
        return found.Count > 0 ? found : throw new OperatorException(id is null ? Words["Proof.NoneYet"] : Words["Proof.Unknown", id], Words["Proof.Unknown.Hint"], ExitCode.NotFound);
    }

    /// <summary>Does a job here; one that a node took first is followed.</summary>
    public async Task<JobNow> DoAsync(string office, JobOrder order, CommandBar bar, TimeSpan look, CancellationToken token)
    {
        var (id, _) = await _jobs.AskAsync(office, order, token);
        if (await _runner.RunHereAsync(office, id, bar, token) is { } done) return done;
        while (true)
        {
            var job = (await _jobs.FindAsync(office, id, token))!;
            bar.Show(job.Lines.Count > 0 ? job.Lines[^1] : "", job.Fraction, job.Count);
            if (!job.Going) return job;
            await Task.Delay(look, token);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
