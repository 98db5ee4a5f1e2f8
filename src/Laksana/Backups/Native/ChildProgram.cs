using System.Diagnostics;

namespace Laksana.Backups;

/// <summary>What to start. <paramref name="Words"/>: the program and its arguments; no shell is involved.</summary>
internal sealed record ChildOrder(IReadOnlyList<string> Words)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string Folder { get; init; } = "/";

    /// <summary>Hears each line it complains of (standard error).</summary>
    public Action<string>? Hear { get; init; }
}

/// <summary>
/// A program of the system that works for us. Its secrets travel in the environment, which only this account reads. It ends with this program, however that ends,
/// and disposing of it ends it with whatever it started.
/// </summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const int MostLines = 40;

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly Task _hearing;
    private int _disposed;

    private ChildProgram(Process process, Action<string>? hear)
    {
        _process = process;
        _hearing = HearAsync(hear);
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public int Id => _process.Id;

    public bool Ended => _process.HasExited;

    /// <summary>The last lines of its complaints, oldest first.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<ChildProgram> StartAsync(ChildOrder order) => new(await StartProcessAsync(Description(order)), order.Hear);

    /// <summary>Runs it to its end and gives what it wrote.</summary>
    public static async Task<(int Code, string Output, string Said)> RunAsync(ChildOrder order, CancellationToken token)
    {
        await using var program = await StartAsync(order);
        program.Input.Close();
        using var reader = new StreamReader(program.Output);
        var output = await reader.ReadToEndAsync(token);
        return (await program.EndAsync(token), output, program.Said);
    }

    /// <summary>Waits until it has ended and was heard to its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken token)
    {
        await _process.WaitForExitAsync(token);
        await _hearing.WaitAsync(token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (!_process.HasExited)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // it has just ended
            }
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        await _hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private async Task HearAsync(Action<string>? hear)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.Enqueue(line);
                if (_said.Count > MostLines) _said.Dequeue();
            }
            hear?.Invoke(line);
        }
    }

    /// <summary>
    /// The system ends a process at the death of the *thread* that started it (<c>--pdeathsig</c>), so that thread stays as long as the process.
    /// </summary>
    private static Task<Process> StartProcessAsync(ProcessStartInfo description)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                var process = Process.Start(description)!;
                started.SetResult(process);
                process.WaitForExit();
            }
            catch (Exception error)
            {
                started.TrySetException(error); // nothing to tell when it was started: its end is seen by whoever reads it
            }
        }, maxStackSize: 128 * 1024)
        { IsBackground = true, Name = description.ArgumentList[3] };
        thread.Start();
        return started.Task;
    }

    private static ProcessStartInfo Description(ChildOrder order)
    {
        var description = new ProcessStartInfo("setpriv", ["--pdeathsig", "TERM", "--", .. order.Words])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = order.Folder,
        };
        foreach (var name in description.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList()) description.Environment.Remove(name);
        foreach (var (name, value) in order.Environment)
            if (!string.IsNullOrEmpty(value)) description.Environment[name] = value;
        description.Environment["LC_ALL"] = "C";
        return description;
    }
}
