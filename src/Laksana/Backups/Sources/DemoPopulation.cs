using System.Security.Cryptography;
using System.Text;
using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// The database <c>kependudukan</c> of a demo: 100,000 invented residents on the private cluster, to be backed up for real. Its role
/// <c>kependudukan_baca</c> may only read it.
/// </summary>
public static class DemoPopulation
{
    public const string Name = "kependudukan";

    private const string Reader = "kependudukan_baca";
    private const string Unfinished = Name + "_baru";

    /// <summary>The source of the demo's backups, made when it is not there yet; a making that was cut off begins again.</summary>
    public static Task<BackupSource> CreateAsync(PrivateCluster cluster, CancellationToken token = default) => CreateAsync(cluster.SuperuserConnectionString, token);

    internal static async Task<BackupSource> CreateAsync(string superuser, CancellationToken token)
    {
        var login = new NpgsqlConnectionStringBuilder(superuser) { Pooling = false, CommandTimeout = 120 };
        var password = PasswordOf(login.Password!);
        await using var server = await OpenAsync(login, "postgres", token);
        await ExecuteAsync(server, "select pg_advisory_lock(83904722512)", token); // freed with the connection
        if (!await IsThereAsync(server, token))
        {
            await MakeReaderAsync(server, password, token);
            await ExecuteAsync(server, $"drop database if exists {Unfinished}", token);
            await ExecuteAsync(server, $"create database {Unfinished}", token);
            await FillAsync(login, token);
            // Whole under its name, or not there.
            await ExecuteAsync(server, $"alter database {Unfinished} rename to {Name}", token);
        }
        var reader = new NpgsqlConnectionStringBuilder(superuser) { Username = Reader, Password = password, Database = Name };
        return new BackupSource(Name, reader.ConnectionString, []) { RestoreConnection = superuser };
    }

    /// <summary>Follows from the cluster's own secret, so that it need be kept nowhere.</summary>
    private static string PasswordOf(string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Reader)));

    private static async Task<bool> IsThereAsync(NpgsqlConnection server, CancellationToken token)
    {
        await using var question = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", server) { Parameters = { new() { Value = Name } } };
        return (bool)(await question.ExecuteScalarAsync(token))!;
    }

    private static Task MakeReaderAsync(NpgsqlConnection server, string password, CancellationToken token) => ExecuteAsync(server, $"""
        do $$ begin
            if not exists (select from pg_roles where rolname = '{Reader}') then create role {Reader}; end if;
        end $$;
        alter role {Reader} login password '{password}' nosuperuser nocreatedb nocreaterole noreplication;
        alter role {Reader} set default_transaction_read_only = on;
        """, token);

    private static async Task FillAsync(NpgsqlConnectionStringBuilder login, CancellationToken token)
    {
        await using var population = await OpenAsync(login, Unfinished, token);
        await ExecuteAsync(population, await ScriptAsync(token), token);
        await ExecuteAsync(population, $"""
            revoke all on database {Unfinished} from public;
            grant connect on database {Unfinished} to {Reader};
            grant usage on schema public to {Reader};
            grant select on all tables in schema public to {Reader};
            """, token);
    }

    private static async Task<string> ScriptAsync(CancellationToken token)
    {
        await using var stream = typeof(DemoPopulation).Assembly.GetManifestResourceStream("Laksana.Backups.Sources.demo-population.sql")!;
        using var text = new StreamReader(stream);
        return await text.ReadToEndAsync(token);
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder login, string database, CancellationToken token)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login.ConnectionString) { Database = database }.ConnectionString);
        await connection.OpenAsync(token);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }
}
