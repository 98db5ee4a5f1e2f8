using Npgsql;
using static Laksana.Backups.RecoveryFinding;

namespace Laksana.Backups;

/// <summary>
/// The look before a restore: versions, space, rights, and whether everything that the dump needs is on the server. Reports everything it finds, and changes nothing.
/// </summary>
internal sealed class PostgresLook(BackupSource source, string? scratch)
{
    private readonly List<RecoveryFinding> _findings = [];
    private int _sessions;

    public async Task<GroundLook> RunAsync(RecoverySite site, RestoreList? contents, CancellationToken token)
    {
        var program = await RestoreProgram.FindAsync(token);
        _findings.Add(program is null ? Block("no-pg-restore") : Fine("tools", program.Version));
        if (source.RestoreConnection is not { Length: > 0 })
        {
            _findings.Add(Block("no-restore-login", source.Name));
            return new GroundLook(_findings, 0);
        }
        try
        {
            var server = PostgresServer.Of(source);
            await using var connection = await server.OpenMaintenanceAsync("laksana-recovery-look", token);
            await LookAtServerAsync(site, server, connection, program, contents, token);
        }
        catch (Automation.ActionFailedException failure)
        {
            _findings.Add(Block("server", failure.Message));
        }
        return new GroundLook(_findings, _sessions);
    }

    private async Task LookAtServerAsync(RecoverySite site, PostgresServer server, NpgsqlConnection connection, RestoreProgram? program, RestoreList? contents, CancellationToken token)
    {
        var major = connection.PostgreSqlVersion.Major;
        _findings.Add(program is not null && program.Major < major ? Block("tools-older", program.Version, major) : Fine("server-version", connection.PostgreSqlVersion));
        var live = await DatabaseFacts.ReadAsync(connection, server.Live, token);
        _findings.Add(live is null ? Warn("live-missing", server.Live) : Fine("live-there", server.Live));
        await LookAtRightsAsync(connection, live, token);
        await LookAtNamesAsync(site, connection, token);
        if (live is not null)
        {
            await LookAtLiveAsync(connection, live, token);
            await LookAtLocaleAsync(connection, live, token);
        }
        if (contents is not null)
        {
            await LookAtExtensionsAsync(connection, contents, token);
            await LookAtRolesAsync(connection, contents.Roles, token);
        }
        await LookAtSpaceAsync(site, connection, token);
    }

    private async Task LookAtRightsAsync(NpgsqlConnection connection, DatabaseFacts? live, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select rolsuper, rolcreatedb, $1 is null or pg_has_role(current_user, $1, 'member'), pg_has_role(current_user, 'pg_signal_backend', 'member') from pg_roles where rolname = current_user
            """, connection) { Parameters = { new() { Value = (object?)live?.Owner ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } } };
        await using var reader = await command.ExecuteReaderAsync(token);
        await reader.ReadAsync(token);
        var (super, create, owns, signals) = (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3));
        if (!super && !create) _findings.Add(Block("rights-create"));
        if (!super && !owns) _findings.Add(Block("rights-owner", live!.Owner));
        if (!super && !signals) _findings.Add(Block("rights-signal"));
        if (super || create && owns && signals) _findings.Add(super ? Fine("rights") : Warn("rights-plain"));
    }

    private async Task LookAtNamesAsync(RecoverySite site, NpgsqlConnection connection, CancellationToken token)
    {
        foreach (var name in new[] { site.Names.Beside, site.Names.Old })
            if (site.Recovery.Restored is null && await connection.OneAsync<bool>("select exists (select from pg_database where datname = $1)", token, name))
                _findings.Add(Block("name-taken", name));
    }

    private async Task LookAtLiveAsync(NpgsqlConnection connection, DatabaseFacts live, CancellationToken token)
    {
        var sessions = await connection.ListAsync("""
            select coalesce(nullif(application_name, ''), usename, '?') || ' ×' || count(*) from pg_stat_activity where datname = $1 and backend_type = 'client backend'
            group by coalesce(nullif(application_name, ''), usename, '?') order by count(*) desc, 1 limit 8
            """, token, live.Name);
        _sessions = (int)await connection.OneAsync<long>("select count(*) from pg_stat_activity where datname = $1 and backend_type = 'client backend'", token, live.Name);
        _findings.Add(_sessions == 0 ? Fine("sessions-none") : Warn("sessions", _sessions, string.Join(", ", sessions)));
        if (await connection.OneAsync<long>("select count(*) from pg_prepared_xacts where database = $1", token, live.Name) is var prepared and > 0) _findings.Add(Block("prepared", prepared));
        if (await connection.OneAsync<long>("select count(*) from pg_replication_slots where database = $1", token, live.Name) is var slots and > 0) _findings.Add(Warn("slots", slots));
    }

    private async Task LookAtLocaleAsync(NpgsqlConnection connection, DatabaseFacts live, CancellationToken token)
    {
        foreach (var locale in new[] { live.Collate, live.Ctype }.Distinct(StringComparer.Ordinal))
            if (locale is not ("C" or "POSIX") && !await connection.OneAsync<bool>("""
                    select exists (select from pg_collation where collprovider = 'c' and lower(replace(collcollate, '-', '')) = lower(replace($1, '-', '')))
                    """, token, locale)) _findings.Add(Warn("locale", locale));
        _findings.Add(Fine("encoding", live.Encoding, live.Collate));
    }

    private async Task LookAtExtensionsAsync(NpgsqlConnection connection, RestoreList contents, CancellationToken token)
    {
        foreach (var extension in contents.Extensions.Where(e => e != "plpgsql"))
            if (!await connection.OneAsync<bool>("select exists (select from pg_available_extensions where name = $1)", token, extension)) _findings.Add(Block("extension", extension));
        if (contents.Extensions.Count > 0 && !_findings.Any(f => f.Code == "extension")) _findings.Add(Fine("extensions", string.Join(", ", contents.Extensions)));
    }

    /// <summary>Roles of the backup that the server does not have: the dump's owners and rights name them.</summary>
    private async Task LookAtRolesAsync(NpgsqlConnection connection, IReadOnlyList<string> roles, CancellationToken token)
    {
        // Of an owner whose name has a space the list shows no more than the last word for certain.
        var missing = await connection.ListAsync("select r from unnest($1::text[]) r where not exists (select from pg_roles where rolname = r or right(rolname, length(r) + 1) = ' ' || r) order by 1", token, (object)roles.ToArray());
        _findings.Add(missing.Count == 0 ? Fine("roles", roles.Count) : Block("roles-missing", string.Join(", ", missing)));
    }

    /// <summary>The restored database takes what the source took; unpacked, the dump takes its size on this machine. The server's disk is seen when it is on this machine.</summary>
    private async Task LookAtSpaceAsync(RecoverySite site, NpgsqlConnection connection, CancellationToken token)
    {
        if (site.Backup is not { } backup) return;
        if (scratch is not null && Free(scratch) is { } free)
            _findings.Add(free < backup.SourceBytes + backup.Bytes ? Block("space-scratch", scratch, BackupWords.Size(free), BackupWords.Size(backup.SourceBytes + backup.Bytes)) : Fine("space-scratch-fine", BackupWords.Size(free)));
        string? data = null;
        try
        {
            data = await connection.OneAsync<string>("select setting from pg_settings where name = 'data_directory'", token);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // told below: it cannot be seen
        }
        // A directory of the same name may be here by chance; then its socket is not.
        var here = data is not null && connection.Host?.StartsWith('/') == true && Directory.Exists(connection.Host);
        var needed = backup.SourceBytes * 3 / 2;
        if (!here || Free(data!) is not { } left) _findings.Add(Warn("space-unseen", BackupWords.Size(needed)));
        else _findings.Add(left < needed ? Block("space-server", BackupWords.Size(left), BackupWords.Size(needed)) : Fine("space-server-fine", BackupWords.Size(left)));
    }

    private static long? Free(string path)
    {
        try
        {
            for (var folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
                if (Directory.Exists(folder)) return new DriveInfo(folder).AvailableFreeSpace;
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
