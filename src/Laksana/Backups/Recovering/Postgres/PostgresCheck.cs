using Laksana.Automation;
using Npgsql;
using static Laksana.Backups.RecoveryFinding;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>After a swap: is what is live what was restored, is it open, does it carry what belongs to its name, and can the usual login work in it.</summary>
internal sealed class PostgresCheck(RecoverySite site, Fingerprint print)
{
    private readonly List<RecoveryFinding> _findings = [];

    public async Task<IReadOnlyList<RecoveryFinding>> RunAsync(IActionProgress progress, CancellationToken token)
    {
        var server = PostgresServer.Of(site.Source);
        await using (var connection = await server.OpenMaintenanceAsync("laksana-recovery-check", token))
        {
            var live = await DatabaseFacts.ReadAsync(connection, site.Names.Live, token);
            if (live?.Identity != site.Recovery.Restored!.Identity)
            {
                _findings.Add(Block("check-identity", site.Names.Live));
                return _findings;
            }
            _findings.Add(Fine("check-identity-fine", site.Names.Live));
            if (await DatabaseFacts.ReadAsync(connection, site.Names.Old, token) is { } old) LookAtCarriedOver(live, old);
        }
        if (await ConnectsAsync(token)) await LookAtContentAsync(server, progress, token);
        return _findings;
    }

    private void LookAtCarriedOver(DatabaseFacts live, DatabaseFacts old)
    {
        _findings.Add(old.Identity == site.Recovery.Swap!.LiveIdentity ? Fine("check-kept", old.Name) : Block("check-kept-foreign", old.Name));
        var same = live.Owner == old.Owner && live.Comment == old.Comment && live.Limit == old.Limit && live.Grants.SequenceEqual(old.Grants) && live.Settings.SequenceEqual(old.Settings);
        _findings.Add(same ? Fine("check-carried", live.Owner, live.Grants.Count, live.Settings.Count) : Block("check-carried-not"));
    }

    /// <summary>With the login of the backups, an ordinary one, as an application's would be.</summary>
    private async Task<bool> ConnectsAsync(CancellationToken token)
    {
        try
        {
            var login = new NpgsqlConnectionStringBuilder(site.Source.Connection) { Pooling = false, Timeout = 15, ApplicationName = "laksana-recovery-check" };
            await using var connection = new NpgsqlConnection(login.ConnectionString);
            await connection.OpenAsync(token);
            await connection.OneAsync<int>("select 1", token);
            _findings.Add(Fine("check-connects", login.Username));
            return true;
        }
        catch (Exception refused) when (refused is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            _findings.Add(Block("check-connects-not", refused is PostgresException p ? p.MessageText : refused.Message));
            return false;
        }
    }

    /// <summary>It is open again, so people may have written since: other rows are told, another schema or a table that is gone is wrong.</summary>
    private async Task LookAtContentAsync(PostgresServer server, IActionProgress progress, CancellationToken token)
    {
        await progress.ReportAsync(Recovering["check.print"], 0.3, token);
        await using var connection = await server.OpenAsync(site.Names.Live, "laksana-recovery-check", token, patient: true);
        var found = await LiveFingerprint.ReadAsync(connection, print, null, token);
        var differing = print.Tables.Except(found.Tables).ToList();
        if (found.Schema != print.Schema) _findings.Add(Block("check-schema"));
        if (differing.Where(t => !found.Tables.Any(f => f.Schema == t.Schema && f.Name == t.Name)).ToList() is { Count: > 0 } gone) _findings.Add(Block("check-tables-gone", string.Join(", ", gone.Take(5).Select(t => t.Name))));
        else _findings.Add(differing.Count == 0 ? Fine("check-content", print.Tables.Count, print.Rows) : Warn("check-written", differing.Count, string.Join(", ", differing.Take(5).Select(t => t.Name))));
        var back = print.Sequences.Where(s => found.Sequences.FirstOrDefault(f => f.Schema == s.Schema && f.Name == s.Name) is not { } f || f.Value < s.Value).ToList();
        _findings.Add(back.Count == 0 ? Fine("check-sequences", print.Sequences.Count) : Warn("check-sequences-back", string.Join(", ", back.Take(5).Select(s => s.Name))));
    }
}
