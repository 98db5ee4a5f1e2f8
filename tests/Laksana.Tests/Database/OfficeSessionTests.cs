using Laksana.Database;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

public sealed class OfficeSessionTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Insert = "insert into case_counter (office, code, year, last) values ($1, $2, $3, $4)";

    [Fact]
    public async Task a_batch_is_one_transaction()
    {
        await fixture.Database.AddOfficeAsync("kantor-b");
        await using (var good = fixture.Database.Batch("kantor-b"))
        {
            good.Add(Insert, "kantor-b", "A", 2026, 1);
            good.Add(Insert, "kantor-b", "B", 2026, 1);
            Assert.Equal(2, await good.ExecuteAsync());
        }
        await using (var broken = fixture.Database.Batch("kantor-b"))
        {
            broken.Add(Insert, "kantor-b", "C", 2026, 1);
            broken.Add(Insert, "kantor-b", "A", 2026, 1);
            await Assert.ThrowsAsync<PostgresException>(() => broken.ExecuteAsync());
        }
        await using var asked = fixture.Database.Batch("kantor-b");
        asked.Add("update case_counter set last = last + 1 where code = $1", "A");
        asked.Add("select code, last from case_counter order by code");
        asked.Add("select count(*) from case_counter");
        var found = new List<(string, int)>();
        await using var reader = await asked.ReadAsync();
        while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetInt32(1)));
        Assert.Equal([("A", 2), ("B", 1)], found);
        Assert.True(await reader.NextResultAsync());
        Assert.True(await reader.ReadAsync());
        Assert.Equal(2L, reader.GetInt64(0));
    }

    [Fact]
    public async Task a_batch_cannot_write_for_another_office()
    {
        await fixture.Database.AddOfficeAsync("kantor-e");
        await using var batch = fixture.Database.Batch("kantor-b");
        batch.Add(Insert, "kantor-e", "A", 2026, 1);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => batch.ExecuteAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task a_transaction_without_a_commit_leaves_nothing()
    {
        await fixture.Database.AddOfficeAsync("kantor-c");
        await using (var lost = await fixture.Database.BeginAsync("kantor-c"))
            await lost.Command(Insert, "kantor-c", "A", 2026, 1).ExecuteNonQueryAsync();
        await using (var kept = await fixture.Database.BeginAsync("kantor-c"))
        {
            await kept.Command(Insert, "kantor-c", "B", 2026, 1).ExecuteNonQueryAsync();
            await kept.CommitAsync();
        }
        Assert.Equal("B", await fixture.Database.ScalarAsync<string>("kantor-c", "select string_agg(code, ',') from case_counter"));
    }

    [Fact]
    public async Task the_office_ends_with_its_transaction_however_that_ends()
    {
        await fixture.Database.AddOfficeAsync("kantor-d");
        await using (var committed = await fixture.Database.BeginAsync("kantor-d"))
        {
            await committed.CommitAsync();
            Assert.Equal("", await OfficeOfAsync(committed.Connection));
        }
        await using (var failed = await fixture.Database.BeginAsync("kantor-d"))
        {
            await Assert.ThrowsAsync<PostgresException>(() => failed.Command("select 1 / 0").ExecuteScalarAsync());
            await failed.Transaction.RollbackAsync();
            Assert.Equal("", await OfficeOfAsync(failed.Connection));
        }
        await using (await fixture.Database.BeginAsync("kantor-d"))
        {
            // given back to the pool in the middle
        }
        for (var i = 0; i < 5; i++)
        {
            await using var next = await fixture.Database.BeginAsync("kantor-lain");
            Assert.Equal("kantor-lain", await OfficeOfAsync(next.Connection));
            Assert.Equal(0L, await next.Command("select count(*) from office").ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task every_kind_of_value_goes_in_and_comes_out()
    {
        await using var transaction = await fixture.Database.BeginAsync("kantor-x");
        var moment = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));
        var id = Guid.CreateVersion7();
        await using var command = transaction.Command("select $1::text, $2::int, $3::bigint, $4::smallint, $5::bytea, $6::uuid, $7::timestamptz, $8::text, $9::boolean, $10::date",
            "teks", 1, 2L, (short)3, new byte[] { 4 }, id, moment, null, true, new DateOnly(2026, 1, 5));
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal(("teks", 1, 2L, (short)3), (reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetInt16(3)));
        Assert.Equal((id, moment.ToUniversalTime()), (reader.GetGuid(5), reader.GetFieldValue<DateTimeOffset>(6)));
        Assert.True(reader.IsDBNull(7));
        Assert.Equal((true, new DateOnly(2026, 1, 5)), (reader.GetBoolean(8), reader.GetFieldValue<DateOnly>(9)));
    }

    [Fact]
    public async Task a_repeated_statement_is_prepared_on_the_server()
    {
        for (var i = 0; i < 4; i++)
        {
            await using var batch = fixture.Database.Batch("kantor-f");
            batch.Add("select last from case_counter where office = $1 and code = $2", "kantor-f", "P");
            await batch.ExecuteAsync();
        }
        await using var transaction = await fixture.Database.BeginAsync("kantor-f");
        var prepared = (string)(await transaction.Command("select coalesce(string_agg(statement, ';'), '') from pg_prepared_statements").ExecuteScalarAsync())!;
        Assert.Contains("select last from case_counter", prepared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_session_does_not_wait_for_ever()
    {
        await using var transaction = await fixture.Database.BeginAsync("kantor-g");
        foreach (var (setting, value) in new[] { ("lock_timeout", "20s"), ("idle_in_transaction_session_timeout", "1min"), ("jit", "off") })
            Assert.Equal(value, await transaction.Command("select current_setting($1)", setting).ExecuteScalarAsync());
        Assert.Equal(30, transaction.Connection.CommandTimeout);
    }

    [Fact]
    public async Task what_the_operator_wrote_into_a_connection_string_stays()
    {
        var written = fixture.Database.ApplicationConnectionString + ";Options=-c lock_timeout=7s;CommandTimeout=5;Application Name=kantor";
        await using var database = await LaksanaDatabase.ReachAsync(fixture.Database.OwnerConnectionString, written);
        await using var transaction = await database.BeginAsync("kantor-h");
        Assert.Equal("7s", await transaction.Command("select current_setting('lock_timeout')").ExecuteScalarAsync());
        Assert.Equal("kantor", await transaction.Command("select current_setting('application_name')").ExecuteScalarAsync());
        Assert.Equal(5, transaction.Connection.CommandTimeout);
    }

    private static async Task<string> OfficeOfAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select coalesce(current_setting('laksana.office', true), '')", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
