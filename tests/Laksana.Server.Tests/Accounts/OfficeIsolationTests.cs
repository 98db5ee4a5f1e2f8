using Laksana.Server.Accounts;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class OfficeIsolationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task the_same_user_name_is_another_person_in_another_office()
    {
        await server.Database.DoAsync("nyiur", "insert into officer (office, officer, name) values ('nyiur', 'siti', 'Siti Nyiur')");
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', 'siti', 'Siti Kelapa')");
        var desk = new AccountDesk(server.Database);
        await desk.CreateAsync("nyiur", "siti", "siti", "layar biru di muara", mustChange: false);
        await desk.CreateAsync("kelapa", "siti", "siti", "tikar pandan di serambi", mustChange: false);
        using var visitor = server.Visit();
        Assert.NotEmpty((await visitor.SignInAsync("kelapa", "siti", "layar biru di muara")).Refusal);
        var page = await visitor.SignInAsync("nyiur", "siti", "layar biru di muara");
        Assert.Contains("Siti Nyiur", page.Document.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Dinas Contoh Nyiur", page.Document.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_office_comes_from_the_session_whatever_a_request_says()
    {
        using var visitor = await server.SignedInAsync("wati", TestOffice.Nyiur);
        var page = await visitor.OpenAsync("/akun?kantor=kelapa&office=kelapa");
        Assert.Contains("Dinas Contoh Nyiur", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Kelapa", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_account_key_with_another_office_in_it_finds_nobody()
    {
        var id = await server.Database.ScalarAsync<Guid>("kelapa", "select account from account where office = 'kelapa' and user_name = 'wati'");
        var store = new AccountStore(server.Database, new CurrentOffice());
        Assert.NotNull(await store.FindByIdAsync(Account.KeyOf("kelapa", id), CancellationToken.None));
        Assert.Null(await store.FindByIdAsync(Account.KeyOf("nyiur", id), CancellationToken.None));
    }

    [Fact]
    public async Task a_user_name_is_taken_only_within_its_office()
    {
        var desk = new AccountDesk(server.Database);
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', 'kembar', 'Kembar Satu')");
        var refusal = await Assert.ThrowsAsync<OperatorException>(() => desk.CreateAsync("kelapa", "kembar", "WATI", "layar biru di muara", mustChange: false));
        Assert.Contains("WATI", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OperatorException>(() => desk.CreateAsync("nyiur", "kembar", "kembar", "layar biru di muara", mustChange: false));
    }
}
