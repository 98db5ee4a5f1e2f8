using System.Globalization;
using System.Text;
using Laksana.Automation;
using Laksana.Database;
using Npgsql;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// A MariaDB or MySQL database: mariadb-dump in one consistent snapshot (of its transactional tables). A connection that is lost may leave an exit code of 0, so the dump
/// must also end with its own last line. Beside it the tables' row counts, counted right after the dump: on a database that is written to they are of a later moment,
/// and so they are told as what they are.
/// </summary>
internal sealed class MariaTaking : ISourceTaking
{
    private const string Completed = "-- Dump completed";

    public async Task<TakenContent> TakeAsync(ArtifactWriter into, TakeContext context, CancellationToken token)
    {
        var source = context.Source;
        await context.Progress.SayAsync(Say["dump.survey", source.Name], token);
        using var login = new MariaLogin(source, context.Scratch);
        var (version, size) = await SurveyAsync(source, login, token);
        SpaceCheck.Require(context.Settings, context.Scratch, size / 2);
        var at = context.Clock.GetUtcNow();
        await context.Progress.SayAsync(Say["maria.begin", source.Name, Size(size), version], token);
        var passed = 0L;
        context.Progress.Follow(() => (new WorkCount(Interlocked.Read(ref passed), Math.Max(size, passed)), Math.Min(0.97, passed / (double)Math.Max(1, size))));
        var pressed = await DumpAsync(context, login, read => Interlocked.Exchange(ref passed, read), token);
        await PressedStream.AddAsync(into, $"dump/{source.Name}.sql.gz", pressed.Path, at, token);
        var tables = await TablesAsync(source, login, token);
        return new TakenContent(at, [await ToolAsync(token)], pressed.Read) { ServerVersion = version, Encoding = "utf8mb4", Tables = tables, Remarks = [Say["remark.maria"]] };
    }

    private static async Task<PressedStream.Pressed> DumpAsync(TakeContext context, MariaLogin login, Action<long> passed, CancellationToken token)
    {
        await using var program = await ChildProgram.StartAsync(new ChildOrder([MariaLogin.ProgramOf("dump"), login.Defaults, "--single-transaction", "--quick", "--routines", "--events", "--triggers",
            "--hex-blob", "--default-character-set=utf8mb4", login.Database]));
        program.Input.Close();
        var pressed = await PressedStream.PressAsync(program.Output, Path.Combine(context.Scratch, "dump.sql.gz"), new ByteRate(context.Source.Rate), passed, token);
        if (await program.EndAsync(token) != 0) throw MariaLogin.Explain(context.Source.Name, program.Said);
        var last = pressed.Tail.TrimEnd();
        if (!last[Math.Max(0, last.LastIndexOf('\n'))..].Contains(Completed, StringComparison.Ordinal)) throw Failure("source-lost", mayRetry: true, new IOException(program.Said), context.Source.Name);
        return pressed;
    }

    private static async Task<(string Version, long Size)> SurveyAsync(BackupSource source, MariaLogin login, CancellationToken token)
    {
        var line = await login.AskAsync(source.Name, "select version(), coalesce((select sum(data_length) from information_schema.tables where table_schema = database()), 0)", token);
        var parts = line.Trim().Split('\t');
        return parts.Length == 2 ? (parts[0], (long)decimal.Parse(parts[1], CultureInfo.InvariantCulture)) : throw Failure("source-missing", mayRetry: false, null, source.Name);
    }

    private static async Task<IReadOnlyList<ManifestTable>> TablesAsync(BackupSource source, MariaLogin login, CancellationToken token)
    {
        var names = await login.AskAsync(source.Name, "select hex(table_name) from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' order by table_name", token);
        var tables = new List<ManifestTable>();
        foreach (var hex in names.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Encoding.UTF8.GetString(Convert.FromHexString(hex.Trim()));
            var quoted = "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";
            var rows = await login.AskAsync(source.Name, $"select count(*) from {quoted}", token);
            var sum = (await login.AskAsync(source.Name, $"checksum table {quoted} extended", token)).Trim().Split('\t')[^1];
            tables.Add(new ManifestTable(login.Database, name, long.Parse(rows.Trim(), CultureInfo.InvariantCulture), sum == "NULL" ? null : sum));
        }
        return tables;
    }

    private static async Task<string> ToolAsync(CancellationToken token)
    {
        var said = await ExternalProgram.RunAsync([MariaLogin.ProgramOf("dump"), "--version"], TimeSpan.FromSeconds(10), token);
        return said.Output.Trim();
    }
}

/// <summary>How MariaDB's programs reach a source: by a file for this account alone, removed afterwards, so that the password is on no command line.</summary>
internal sealed class MariaLogin : IDisposable
{
    private static readonly IReadOnlyList<(string Words, string Key, bool MayRetry)> Known =
    [
        ("Access denied for user", "source-login", false), ("Unknown database", "source-missing", false), ("denied to user", "source-rights", false), ("command denied", "source-rights", false),
        ("Can't connect", "source-unreachable", true), ("Unknown server host", "source-unreachable", true), ("Unknown MySQL server host", "source-unreachable", true),
        ("server has gone away", "source-lost", true), ("Lost connection", "source-lost", true), ("", "dump-failed", true),
    ];

    private readonly string _file;

    public MariaLogin(BackupSource source, string scratch)
    {
        var login = new NpgsqlConnectionStringBuilder(source.Connection);
        Database = login.Database!;
        _file = Path.Combine(scratch, "client.cnf");
        var text = new StringBuilder("[client]\n");
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append(key).Append("=\"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"\n");
        }
        if (login.Host!.StartsWith('/')) Add("socket", login.Host);
        else
        {
            Add("host", login.Host);
            Add("port", (login.Port == NpgsqlConnection.DefaultPort ? 3306 : login.Port).ToString(CultureInfo.InvariantCulture));
        }
        Add("user", login.Username);
        Add("password", login.Password);
        using var file = new FileStream(_file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        file.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public string Database { get; }

    public string Defaults => "--defaults-extra-file=" + _file;

    /// <summary><c>dump</c> or <c>client</c>, under MariaDB's name or MySQL's.</summary>
    /// <exception cref="ActionFailedException">Neither is installed.</exception>
    public static string ProgramOf(string name)
    {
        string[] names = name == "dump" ? ["mariadb-dump", "mysqldump"] : ["mariadb", "mysql"];
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            foreach (var program in names)
                if (File.Exists(Path.Combine(folder, program))) return Path.Combine(folder, program);
        throw Failure("no-mariadb", mayRetry: false, null);
    }

    public async Task<string> AskAsync(string source, string sql, CancellationToken token)
    {
        var (code, output, said) = await ChildProgram.RunAsync(new ChildOrder([ProgramOf("client"), Defaults, "--batch", "--skip-column-names", "--default-character-set=utf8mb4", "--execute=" + sql, Database]), token);
        return code == 0 ? output : throw Explain(source, said);
    }

    public static ActionFailedException Explain(string source, string said)
    {
        var (_, key, mayRetry) = Known.First(k => said.Contains(k.Words, StringComparison.Ordinal));
        var words = said.Split('\n').LastOrDefault(l => l.Contains("rror", StringComparison.Ordinal)) ?? said.Split('\n')[^1];
        return Failure(key, mayRetry, new IOException(said), source, words);
    }

    public void Dispose() => File.Delete(_file);
}
