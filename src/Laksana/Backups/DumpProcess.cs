using System.Diagnostics;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// One running pg_dump. No shell is involved; the password travels in the environment, which only this account reads, and is left on no disk.
/// It ends with this program, however this program ends.
/// </summary>
internal static class DumpProcess
{
    /// <summary>Dumps into <paramref name="folder"/>, which must not exist; calls <paramref name="hear"/> with each line it says.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(DumpProgram program, BackupSource source, string folder, Action<string> hear, CancellationToken token)
    {
        using var process = await StartAsync(Description(program, source, folder));
        try
        {
            process.StandardInput.Close();
            var silence = process.StandardOutput.ReadToEndAsync(token);
            while (await process.StandardError.ReadLineAsync(token) is { } line) hear(line);
            await process.WaitForExitAsync(token);
            await silence;
            return process.ExitCode;
        }
        catch (Exception)
        {
            // Its workers too; the server notices the closed connections.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// The system ends a process at the death of the *thread* that started it (<c>--pdeathsig</c>), so that thread stays as long as the process.
    /// </summary>
    private static Task<Process> StartAsync(ProcessStartInfo description)
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
        })
        { IsBackground = true, Name = "pg_dump" };
        thread.Start();
        return started.Task;
    }

    private static ProcessStartInfo Description(DumpProgram program, BackupSource source, string folder)
    {
        string[] words = ["--pdeathsig", "TERM", "--", program.Path, "--format=directory", "--jobs=2", "--compress=1", "--verbose", "--no-password",
            "--lock-wait-timeout=60s", "--file=" + folder];
        var description = new ProcessStartInfo("setpriv", words)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        foreach (var name in description.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList()) description.Environment.Remove(name);
        foreach (var (name, value) in Login(new NpgsqlConnectionStringBuilder(source.Connection)))
            if (!string.IsNullOrEmpty(value)) description.Environment[name] = value;
        description.Environment["LC_ALL"] = "C";
        return description;
    }

    /// <summary>A connection string in libpq's own variables.</summary>
    private static Dictionary<string, string?> Login(NpgsqlConnectionStringBuilder login) => new(StringComparer.Ordinal)
    {
        ["PGHOST"] = login.Host,
        ["PGPORT"] = login.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["PGUSER"] = login.Username,
        ["PGDATABASE"] = login.Database,
        ["PGPASSWORD"] = login.Password,
        ["PGPASSFILE"] = login.Passfile,
        ["PGSSLMODE"] = login.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        ["PGSSLROOTCERT"] = login.RootCertificate,
        ["PGSSLCERT"] = login.SslCertificate,
        ["PGSSLKEY"] = login.SslKey,
        ["PGCONNECT_TIMEOUT"] = "15",
        ["PGAPPNAME"] = "laksana-backup",
    };
}
