using System.Globalization;
using System.Text.Json;
using Laksana.Server.Commands;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Commands;

public sealed class AccountCommandTests(ServerFixture server) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("laksana-command-");

    [Fact]
    public async Task an_account_is_opened_with_a_first_password_beside_the_running_server()
    {
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', 'joko', 'Joko Rekaan')");
        var (code, output, error) = await RunAsync("account", "create", "kelapa", "joko.r", "--officer", "joko");
        Assert.True(code == 0, error);
        var password = JsonDocument.Parse(output).RootElement.GetProperty("password").GetString()!;
        using var visitor = server.Visit();
        Assert.Equal("/akun/sandi", (await visitor.SignInAsync("kelapa", "joko.r", password)).Path);
        (code, output, _) = await RunAsync("account", "list", "kelapa");
        Assert.Equal(0, code);
        Assert.Contains("\"userName\": \"joko.r\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_offices_first_administrator_needs_no_account_before_his()
    {
        string[] enrol = ["officer", "enrol", "kelapa", "ayu", "--name", "Ayu Rekaan", "--administrator", "--position", "kabid"];
        Assert.Equal(0, (await RunAsync(enrol)).Code);
        Assert.Equal(0, (await RunAsync(enrol)).Code);
        var (code, output, error) = await RunAsync("officer", "list", "kelapa");
        Assert.True(code == 0, error);
        var member = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateArray(), m => m.GetProperty("officer").GetString() == "ayu");
        Assert.True(member.GetProperty("administrator").GetBoolean());
        Assert.Equal("kabid", Assert.Single(member.GetProperty("holdings").EnumerateArray()).GetProperty("position").GetString());
        (code, output, _) = await RunAsync("account", "create", "kelapa", "ayu");
        Assert.Equal(0, code);
        using var visitor = server.Visit();
        Assert.Equal("/akun/sandi", (await visitor.SignInAsync("kelapa", "ayu", JsonDocument.Parse(output).RootElement.GetProperty("password").GetString()!)).Path);
    }

    [Theory]
    [InlineData("officer enrol negeri-lain ayu --name Ayu", ExitCode.NotFound)]
    [InlineData("officer enrol kelapa A/yu --name Ayu", ExitCode.Usage)]
    [InlineData("officer enrol kelapa dewi --name Dewi --position raja", ExitCode.Usage)]
    [InlineData("account create kelapa hantu", ExitCode.NotFound)]
    [InlineData("account create negeri-lain wati", ExitCode.NotFound)]
    [InlineData("account reset kelapa hantu", ExitCode.NotFound)]
    [InlineData("account unlock kelapa hantu", ExitCode.NotFound)]
    [InlineData("account create kelapa wati", ExitCode.Failed)]
    [InlineData("account create kelapa w/ati --officer wati", ExitCode.Usage)]
    public async Task refusals_say_why_and_end_with_their_code(string words, ExitCode expected)
    {
        var (code, output, error) = await RunAsync(words.Split(' '));
        Assert.Equal((int)expected, code);
        Assert.Empty(output);
        Assert.NotEmpty(JsonDocument.Parse(error).RootElement.GetProperty("hint").GetString()!);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        string[] installation = ["--data", _folder.FullName, "--database", server.Database.OwnerConnectionString, "--database-app", server.Database.ApplicationConnectionString];
        var code = await CommandLine.RunAsync([.. words, "--json", .. installation], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
