using System.Globalization;
using System.Text.Json;
using Laksana.Server.Commands;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Commands;

/// <summary><c>laksana diagnose</c> beside a running server; the trial office's sites are at 127.0.0.1, which answers pings.</summary>
public sealed class DiagnoseCommandTests(ServerFixture server) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("laksana-command-");
    private readonly string _office = "diag-" + Guid.NewGuid().ToString("N")[..8];

    public async ValueTask InitializeAsync() => await TrialOffice.NewAsync(server.Database, _office);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task a_site_that_answers_ends_with_0_and_its_rungs_under_json()
    {
        var (code, output, error) = await RunAsync("diagnose", "kec-a", "--office", _office, "--network-allow", "127.0.0.1", "--json");
        Assert.True(code == 0, error + output);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("nothing-wrong", true, 7), (answer.GetProperty("fault").GetString(), answer.GetProperty("works").GetBoolean(), answer.GetProperty("rungs").GetArrayLength()));
        Assert.Empty(error);
    }

    [Fact]
    public async Task the_rungs_are_told_while_it_goes()
    {
        var (_, output, error) = await RunAsync("diagnose", "kec-a", "--office", _office, "--network-allow", "127.0.0.1");
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"{i}/7"), error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..3]));
        Assert.StartsWith("Tidak ditemukan gangguan", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kec-z", null)]
    [InlineData("kec-a", "negeri-lain")]
    [InlineData("kec-a", null)] // its address is this machine's own, which nobody allowed
    public async Task refusals_say_why(string site, string? office)
    {
        var (code, output, error) = await RunAsync("diagnose", site, "--office", office ?? _office, "--json");
        Assert.Equal((int)ExitCode.NotFound, code);
        Assert.Empty(output);
        Assert.NotEmpty(JsonDocument.Parse(error).RootElement.GetProperty("hint").GetString()!);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        string[] installation = ["--data", _folder.FullName, "--database", server.Database.OwnerConnectionString, "--database-app", server.Database.ApplicationConnectionString];
        var code = await CommandLine.RunAsync([.. words, .. installation], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
