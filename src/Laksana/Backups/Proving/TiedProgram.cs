using System.Diagnostics;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>
/// A program of the system that lives no longer than this one, however this one ends. No shell is involved, its environment holds nothing of
/// PostgreSQL or MariaDB but what is given, and its messages are in plain English.
/// </summary>
internal sealed class TiedProgram : IAsyncDisposable
{
    private readonly Process _process;

    private TiedProgram(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public StreamReader Output => _process.StandardOutput;

    public StreamReader Errors => _process.StandardError;

    public Stream Input => _process.StandardInput.BaseStream;

    /// <param name="signal">What the system sends it when this program is gone.</param>
    /// <param name="account">Runs it under that account.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not exist.</exception>
    public static Task<TiedProgram> StartAsync(IReadOnlyList<string> words, IReadOnlyDictionary<string, string?>? environment = null, string signal = "TERM", ScratchAccount? account = null)
    {
        string[] tied = ["setpriv", "--pdeathsig", signal, "--", .. words];
        var description = Description(account is null ? tied : account.Run(tied), environment);
        var started = new TaskCompletionSource<TiedProgram>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The system acts at the death of the thread that started the process, so that thread stays as long as the process.
        var thread = new Thread(() =>
        {
            try
            {
                var process = Process.Start(description)!;
                started.SetResult(new TiedProgram(process));
                process.WaitForExit();
            }
            catch (Exception error)
            {
                started.TrySetException(error); // nothing to tell when it was started: its end is seen by whoever waits for it
            }
        })
        { IsBackground = true, Name = Path.GetFileName(words[0]) };
        thread.Start();
        return started.Task;
    }

    /// <summary>Runs one to its end and hears what it complains of, line by line; it is ended with all its workers when the token says so.</summary>
    public static async Task<ProgramResult> RunAsync(IReadOnlyList<string> words, IReadOnlyDictionary<string, string?>? environment, Action<string>? hear, CancellationToken token,
        ScratchAccount? account = null)
    {
        await using var program = await StartAsync(words, environment, account: account);
        program._process.StandardInput.Close();
        var output = Listen(program.Output, null);
        var errors = Listen(program.Errors, hear);
        await program.WaitAsync(token);
        return new ProgramResult(program._process.ExitCode, await output, await errors);

        async Task<string> Listen(StreamReader from, Action<string>? hears)
        {
            var kept = new LastWords();
            while (await from.ReadLineAsync(token) is { } line)
            {
                kept.Add(line);
                hears?.Invoke(line);
            }
            return kept.ToString();
        }
    }

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> WaitAsync(CancellationToken token)
    {
        await _process.WaitForExitAsync(token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    private static ProcessStartInfo Description(string[] words, IReadOnlyDictionary<string, string?>? environment)
    {
        var description = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        foreach (var name in description.Environment.Keys.Where(IsOfADatabase).ToList()) description.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) description.Environment[name] = value;
        description.Environment["LC_ALL"] = "C";
        return description;
    }

    private static bool IsOfADatabase(string name) => name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("MYSQL", StringComparison.Ordinal) || name.StartsWith("MARIADB", StringComparison.Ordinal);
}

/// <summary>The end of what a program said; a million complaints cost no memory.</summary>
internal sealed class LastWords
{
    private const int Most = 200;

    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line.Length > 2000 ? line[..2000] : line);
            if (_lines.Count > Most) _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
