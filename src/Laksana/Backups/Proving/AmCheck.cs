using Laksana.Database;

namespace Laksana.Backups;

/// <summary>
/// <c>pg_amcheck</c> over every table and index of a restored database: what the fingerprint cannot see, since it reads tables and not the indexes
/// that find their rows.
/// </summary>
internal static class AmCheck
{
    /// <returns>What is wrong, one line each; empty when nothing is.</returns>
    /// <exception cref="OperatorException">It is not installed, or could not look.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(PostgresPrograms programs, IReadOnlyDictionary<string, string?> login, int jobs, CancellationToken token)
    {
        var program = programs["pg_amcheck"];
        if (!File.Exists(program)) throw ProofWords.Refuse(ExitCode.Database, "no-amcheck");
        var said = await TiedProgram.RunAsync([program, "--no-password", "--install-missing", FormattableString.Invariant($"--jobs={jobs}")], login, null, token);
        // 0: clean; 2: corruption, told on standard output; anything else: it could not look (the last words say why).
        return said.ExitCode switch
        {
            0 => [],
            2 => said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            _ => throw ProofWords.Refuse(ExitCode.Database, "amcheck-failed", said.Errors.Trim()),
        };
    }
}
