using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Database;

public sealed class OfficeIsolationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_session_sees_its_own_office_and_no_other()
    {
        await fixture.Database.AddOfficeAsync("kantor-a");
        await fixture.Database.AddOfficeAsync("kantor-b");
        Assert.Equal("kantor-a", await fixture.Database.ScalarAsync<string>("kantor-a", "select string_agg(office, ',') from office"));
        Assert.Equal(["kantor-a", "kantor-b"], await fixture.Database.OfficesAsync());
        await using var none = fixture.Database.Application.CreateCommand("select count(*) from office");
        Assert.Equal(0L, await none.ExecuteScalarAsync());
    }

    [Fact]
    public async Task a_pooled_connection_forgets_its_office()
    {
        var application = new NpgsqlConnectionStringBuilder(fixture.Database.ApplicationConnectionString) { MaxPoolSize = 1 };
        await using var narrow = await Laksana.Database.LaksanaDatabase.ReachAsync(fixture.Database.OwnerConnectionString, application.ConnectionString);
        int first;
        await using (var connection = await narrow.OpenAsync("kantor-x")) first = connection.ProcessID;
        await using var again = await narrow.Application.OpenConnectionAsync();
        await using var question = new NpgsqlCommand("select coalesce(current_setting('laksana.office', true), '')", again);
        Assert.Equal("", await question.ExecuteScalarAsync());
        Assert.Equal(first, again.ProcessID);
    }
}
