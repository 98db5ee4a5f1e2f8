using Npgsql;

namespace Laksana.Database;

/// <summary>
/// Brings a schema to this program's state. Nodes that start together take turns under an advisory lock; each file is one
/// transaction together with its row in <c>migration</c>, so a crash leaves whole files only.
/// </summary>
internal static class MigrationRunner
{
    private const long Turn = 0x4c414b53414e41; // "LAKSANA": any number that nobody else locks

    /// <param name="migrate">False beside a running program: a missing file is then refused instead of applied under it.</param>
    /// <exception cref="OperatorException">An applied file was edited, or the schema is of a newer program.</exception>
    internal static async Task RunAsync(NpgsqlConnection owner, IReadOnlyList<Migration> migrations, bool migrate, CancellationToken token)
    {
        await ExecuteAsync(owner, $"select pg_advisory_lock({Turn})", token);
        try
        {
            await ExecuteAsync(owner,
                "create table if not exists migration (number int primary key, name text not null, sha256 bytea not null, applied_at timestamptz not null)", token);
            var applied = await AppliedAsync(owner, token);
            Compare(applied, migrations);
            foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Number)))
            {
                if (!migrate) throw DatabaseWords.Refuse(ExitCode.DataDirectory, "older-schema", migration.Number, migration.Name);
                await ApplyAsync(owner, migration, token);
            }
        }
        finally
        {
            if (owner.FullState.HasFlag(System.Data.ConnectionState.Open))
                await ExecuteAsync(owner, $"select pg_advisory_unlock({Turn})", CancellationToken.None);
        }
    }

    private static void Compare(Dictionary<int, (string Name, byte[] Sha256)> applied, IReadOnlyList<Migration> migrations)
    {
        var known = migrations.ToDictionary(m => m.Number);
        foreach (var (number, file) in applied.OrderBy(a => a.Key))
        {
            if (!known.TryGetValue(number, out var mine)) throw DatabaseWords.Refuse(ExitCode.DataDirectory, "newer-schema", number, file.Name);
            if (!mine.Sha256().AsSpan().SequenceEqual(file.Sha256)) throw DatabaseWords.Refuse(ExitCode.DataDirectory, "edited-migration", number, file.Name);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection owner, Migration migration, CancellationToken token)
    {
        await using var transaction = await owner.BeginTransactionAsync(token);
        await ExecuteAsync(owner, migration.Sql, token);
        await using var record = new NpgsqlCommand("insert into migration (number, name, sha256, applied_at) values ($1, $2, $3, now())", owner, transaction);
        record.Parameters.Add(new() { Value = migration.Number });
        record.Parameters.Add(new() { Value = migration.Name });
        record.Parameters.Add(new() { Value = migration.Sha256() });
        await record.ExecuteNonQueryAsync(token);
        await transaction.CommitAsync(token);
    }

    private static async Task<Dictionary<int, (string Name, byte[] Sha256)>> AppliedAsync(NpgsqlConnection owner, CancellationToken token)
    {
        var applied = new Dictionary<int, (string, byte[])>();
        await using var command = new NpgsqlCommand("select number, name, sha256 from migration", owner);
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token)) applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection owner, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        await command.ExecuteNonQueryAsync(token);
    }
}
