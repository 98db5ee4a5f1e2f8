using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>A dump of mariadb-dump (or mysqldump): statements, ended by a line that says so.</summary>
internal sealed partial class MariaDbProof : IContentProof
{
    private const long Empty = 200L * 1024 * 1024;

    private ScratchMariaDb? _server;

    public long ScratchBytes(ArtifactSummary summary, BackupLevel level) => summary.Bytes + (level == BackupLevel.Proved ? Empty + summary.SourceBytes * 5 / 2 : 0);

    public async Task PrepareAsync(ProofWork work, CancellationToken token) =>
        _server = await ScratchMariaDb.StartAsync(work.Scratch, await ScratchAccount.ChooseAsync(work.Settings, token), token);

    public async Task ReadAsync(ProofWork work, CancellationToken token)
    {
        await work.Stage.BeginAsync(Proofs["my.read"], 0.3, 0.7, token);
        foreach (var file in FilesOf(work)) await PourAsync(file, Stream.Null, token);
    }

    public async Task ProveAsync(ProofWork work, CancellationToken token)
    {
        await work.RestoringAsync(RestoreAsync(work, token));
        var tables = work.Manifest.Tables ?? [];
        if (tables.Count == 0) throw ProofStopped.Open("no-fingerprint");
        await work.Stage.BeginAsync(Proofs["my.compare", tables.Count], 0.8, 0.2, token);
        await work.ComparingAsync(CompareAsync(tables, token));
    }

    public string Told(ProofWork work, BackupLevel level) => level == BackupLevel.Proved
        ? Proofs["my.proved", work.Manifest.Tables!.Count, Math.Max(1, Math.Round(work.Restored.TotalMinutes))]
        : Proofs["my.readable", work.Manifest.Tables?.Count ?? 0];

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task RestoreAsync(ProofWork work, CancellationToken token)
    {
        await work.Stage.BeginAsync(Proofs["my.restore"], 0.2, 0.6, token);
        var databases = work.Manifest.Tables?.Select(t => t.Schema).Distinct(StringComparer.Ordinal).ToList() ?? [];
        await AskAsync(string.Concat(databases.Select(d => $"create database if not exists {Name(d)};\n")), token);
        foreach (var file in FilesOf(work))
        {
            // A dump of one database does not name it.
            await using var client = await TiedProgram.StartAsync(_server!.Client([.. databases.Count > 0 ? ["--database=" + databases[0]] : Array.Empty<string>(), "--batch", "--unbuffered"]));
            var said = HearAsync(client.Errors);
            var output = HearAsync(client.Output);
            try
            {
                await PourAsync(file, client.Input, token);
                client.Input.Close();
            }
            catch (IOException)
            {
                // It has stopped reading: what it says is asked below.
            }
            var code = await client.WaitAsync(token);
            await output;
            if (code != 0) throw Fails(work, await VersionAsync(token), await said);
        }
    }

    private async Task CompareAsync(IReadOnlyList<ManifestTable> tables, CancellationToken token)
    {
        var questions = new StringBuilder();
        foreach (var table in tables)
            questions.Append(CultureInfo.InvariantCulture, $"select count(*) from {Name(table.Schema)}.{Name(table.Name)};\nchecksum table {Name(table.Schema)}.{Name(table.Name)} extended;\n");
        var answers = (await AskAsync(questions.ToString(), token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (answers.Length != 2 * tables.Count) throw ProofStopped.Bad("my.missing", tables.Count, answers.Length / 2);
        var differing = new List<string>();
        for (var i = 0; i < tables.Count; i++)
        {
            var (rows, checksum) = (answers[2 * i], answers[2 * i + 1].Split('\t')[^1]);
            if (rows != tables[i].Rows.ToString(CultureInfo.InvariantCulture) || (tables[i].Checksum is { } expected && checksum != expected)) differing.Add(tables[i].Name);
        }
        // The counts are of a moment after the dump: a table that was written to in between differs, too.
        if (differing.Count > 0) throw ProofStopped.Open("my.differs", differing.Count, differing[0]);
    }

    private async Task<string> VersionAsync(CancellationToken token) => (await AskAsync("select version();\n", token)).Trim();

    private async Task<string> AskAsync(string statements, CancellationToken token)
    {
        if (statements.Length == 0) return "";
        await using var client = await TiedProgram.StartAsync(_server!.Client("--batch", "--skip-column-names", "--force"));
        var said = HearAsync(client.Errors);
        var answer = client.Output.ReadToEndAsync(token);
        await client.Input.WriteAsync(Encoding.UTF8.GetBytes(statements), token);
        client.Input.Close();
        await client.WaitAsync(token);
        await said;
        return await answer;
    }

    /// <summary>Reads a dump to its end, and requires that end.</summary>
    private static async Task PourAsync(FileInfo file, Stream to, CancellationToken token)
    {
        const int Tail = 256;
        await using var raw = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using var content = file.Extension == ".gz" ? new GZipStream(raw, CompressionMode.Decompress) : (Stream)raw;
        var (buffer, last) = (new byte[1 << 17], Array.Empty<byte>());
        try
        {
            while (await content.ReadAsync(buffer, token) is var read and > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), token);
                last = read >= Tail ? buffer[(read - Tail)..read] : [.. last.Concat(buffer.Take(read)).TakeLast(Tail)];
            }
        }
        catch (InvalidDataException)
        {
            throw ProofStopped.Bad("pg.stream", file.Name);
        }
        if (!Encoding.ASCII.GetString(last).Contains("-- Dump completed", StringComparison.Ordinal)) throw ProofStopped.Bad("my.incomplete");
    }

    private static List<FileInfo> FilesOf(ProofWork work)
    {
        var files = new DirectoryInfo(work.Dump).EnumerateFiles().Where(f => f.Name.EndsWith(".sql", StringComparison.Ordinal) || f.Name.EndsWith(".sql.gz", StringComparison.Ordinal))
            .OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw ProofStopped.Bad("files.empty");
    }

    private static async Task<string> HearAsync(StreamReader from)
    {
        var kept = new LastWords();
        while (await from.ReadLineAsync() is { } line) kept.Add(line);
        return kept.ToString();
    }

    /// <summary>What it complained of, without the values that it quotes. What a newer server wrote and this one does not know is no damage.</summary>
    private static ProofStopped Fails(ProofWork work, string version, string said)
    {
        var line = said.Split('\n').FirstOrDefault(l => l.StartsWith("ERROR", StringComparison.Ordinal)) ?? said.Split('\n')[^1];
        var words = Quoted().Replace(line, "'…'");
        if (Server().Match(work.Manifest.ServerVersion ?? "") is { Success: true } theirs && Server().Match(version) is { Success: true } ours
            && new Version(theirs.Value) > new Version(ours.Value)) return ProofStopped.Open("my.newer", theirs.Value, ours.Value, words);
        return ProofStopped.Bad("my.fails", words.Length > 300 ? words[..300] : words);
    }

    private static string Name(string name) => "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";

    [GeneratedRegex("'[^']*'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\d+\.\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Server();
}
