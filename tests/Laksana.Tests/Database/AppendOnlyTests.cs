using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

/// <summary>What was recorded stays: refused to the application by its grants, to the owner by a trigger.</summary>
public sealed class AppendOnlyTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly (string Table, string Insert)[] Tables =
    [
        ("sheet_version", "insert into sheet_version values ('kantor-a', 'sop', 1, 'x', 'x', '2026-01-05', now(), 'installation', 'baru')"),
        ("event", "insert into event values ('kantor-a', 'B-1', 1, 'opened', 1, 'x', 'x', 'x')"),
        ("seal", "insert into seal values ('kantor-a', 1, now(), 1, 'x', 'x', 'x', 'x', 'x')"),
        ("seal_leaf", "insert into seal_leaf values ('kantor-a', 1, 0, 'B-1', 1, 'x')"),
        ("seal_key", "insert into seal_key values ('kantor-a', 'x', 'x', now())"),
    ];

    [Fact]
    public async Task neither_application_nor_owner_changes_removes_or_empties_what_is_recorded()
    {
        var database = fixture.Database;
        await database.AddOfficeAsync("kantor-a");
        foreach (var (_, insert) in Tables) Assert.Equal(1, await database.DoAsync("kantor-a", insert));
        foreach (var (table, _) in Tables)
            foreach (var office in new[] { "kantor-a", null })
                foreach (var sql in new[] { $"update {table} set office = office", $"delete from {table}", $"truncate {table} cascade", $"insert into {table} select * from {table} on conflict do nothing" })
                {
                    if (sql.StartsWith("insert", StringComparison.Ordinal))
                    {
                        Assert.Equal(0, await database.DoAsync(office, sql));
                        continue;
                    }
                    var refused = await Assert.ThrowsAsync<PostgresException>(() => database.DoAsync(office, sql));
                    Assert.Equal((sql, PostgresErrorCodes.InsufficientPrivilege), (sql, refused.SqlState));
                }
        foreach (var (table, _) in Tables) Assert.Equal(1L, await database.ScalarAsync<long>(null, $"select count(*) from {table} where office = 'kantor-a'"));
    }

    [Fact]
    public async Task a_published_sheet_is_not_overwritten_by_an_upsert()
    {
        var database = fixture.Database;
        await database.AddOfficeAsync("kantor-u");
        const string Publish = "insert into sheet_version values ('kantor-u', 'sop', 1, $1, 'x', '2026-01-05', now(), 'installation', 'baru') on conflict (office, procedure, version) do update set body = excluded.body";
        foreach (var office in new[] { "kantor-u", null })
        {
            if (office is null) await database.DoAsync(office, Publish, "asli");
            var refused = await Assert.ThrowsAsync<PostgresException>(() => database.DoAsync(office, Publish, "palsu"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
        Assert.Equal("asli", await database.ScalarAsync<string>("kantor-u", "select body from sheet_version"));
    }
}
