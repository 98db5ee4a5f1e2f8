using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Database;
using Laksana.Testing;
using Npgsql;

namespace Laksana.Bench;

/// <summary>The same rows that a step writes, written by pgbench over the application's own login.</summary>
internal sealed partial class Pgbench(TestCluster cluster, LaksanaDatabase database)
{
    private const string Script = """
        \set n random(1, 2000000000)
        begin;
        select set_config('laksana.office', 'bench', true);
        insert into event (office, case_number, version, kind, body_version, body, previous, hash) values
            ('bench', 'P-' || :client_id || '-' || :n, 1, 'step-begun', 1, decode(repeat('ab', 170), 'hex'), decode(repeat('cd', 32), 'hex'), decode(repeat('ef', 32), 'hex')),
            ('bench', 'P-' || :client_id || '-' || :n, 2, 'step-completed', 1, decode(repeat('ab', 260), 'hex'), decode(repeat('cd', 32), 'hex'), decode(repeat('ef', 32), 'hex')),
            ('bench', 'P-' || :client_id || '-' || :n, 3, 'step-ready', 1, decode(repeat('ab', 90), 'hex'), decode(repeat('cd', 32), 'hex'), decode(repeat('ef', 32), 'hex'));
        update case_file set status = 0, version = version + 3, ended_at = null, due_at = null, late = false, procedure_version = 1 where office = 'bench' and case_number = 'PG-' || :client_id;
        delete from task where office = 'bench' and case_number = 'PG-' || :client_id and run = 1;
        insert into task (office, case_number, run, procedure, step, site, role, queue, status, officer, sender, subject, ready_at, begun_at, due_at, party, machine, late)
            values ('bench', 'PG-' || :client_id, 1, 'bench', 'baris-1', null, 'jfu', 'bench/jfu', 0, null, null, 'Bench', now(), null, now(), null, null, false);
        insert into idempotency_key (office, officer, key, request, case_number, version, expires_at)
            values ('bench', 'jfu1', 'k' || :client_id || '-' || :n, decode(repeat('ab', 32), 'hex'), 'PG-' || :client_id, 3, now());
        insert into seal_pending (office, case_number, version, hash) values ('bench', 'P-' || :client_id || '-' || :n, 3, decode(repeat('ef', 32), 'hex'));
        commit;
        """;

    /// <returns>How long it ran, and its transactions a second.</returns>
    public async Task<(double Seconds, double Rate)> RunAsync(int clients, int seconds)
    {
        await PrepareAsync(clients);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script);
        var login = new NpgsqlConnectionStringBuilder(database.ApplicationConnectionString);
        var start = new ProcessStartInfo(cluster.Programs["pgbench"], ["-n", "-M", "prepared", "-j", "2", "-c", clients.ToString(CultureInfo.InvariantCulture),
            "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", script, "-h", login.Host!, "-p", login.Port.ToString(CultureInfo.InvariantCulture), "-U", login.Username!, login.Database!])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PGPASSWORD"] = login.Password },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        var match = Tps().Match(output);
        return match.Success ? (seconds, double.Parse(match.Groups["tps"].Value, CultureInfo.InvariantCulture)) : throw new InvalidOperationException("pgbench said: " + output + errors);
    }

    private async Task PrepareAsync(int clients)
    {
        await using var batch = database.Batch("bench");
        for (var i = 0; i < clients; i++)
            batch.Add("""
                insert into case_file (office, case_number, procedure, procedure_version, subject, status, version, opened_at, late, search)
                values ('bench', $1, 'bench', 1, 'Bench', 0, 1, now(), false, '') on conflict do nothing
                """, $"PG-{i}");
        await batch.ExecuteAsync();
    }

    [GeneratedRegex(@"tps = (?<tps>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tps();
}
