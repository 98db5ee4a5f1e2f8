using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Register;

/// <summary>What docs/register.md tells people to type works, and finds what it says.</summary>
public sealed partial class RegisterByHandTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/register.md"));

    private LaksanaDatabase Database => fixture.Database;

    [Theory]
    [InlineData("events", "update event set body = '{}' where office = $1 and case_number = 'K-1' and version = 4", "K-1")]
    [InlineData("seals", "update seal set sealed_at = sealed_at + interval '1 second' where office = $1 and number = 2", 2L)]
    [InlineData("leaves", "update seal_leaf set hash = sha256('x') where office = $1 and number = 3 and position = 1", 3L)]
    public async Task the_statements_find_nothing_until_something_was_changed(string name, string tampering, object found)
    {
        using var register = await OfficeRegister.FilledAsync(Database, "tangan-" + name);
        Assert.Empty(await AskAsync(name, register.Office));
        await register.TamperAsync(tampering);
        Assert.Equal([found], await AskAsync(name, register.Office));
    }

    [Fact]
    public async Task the_script_and_openssl_check_a_dossier()
    {
        if (!OnPath("python3") || !OnPath("openssl")) Assert.Skip("python3 and openssl are not here.");
        using var register = await OfficeRegister.FilledAsync(Database, "tangan-salinan");
        using var folder = new TemporaryFolder();
        using var file = new MemoryStream();
        await Dossier.ExportAsync(Database, register.Key, new DossierOrder(register.Office, "K-1"), file);
        ZipFile.ExtractToDirectory(file, folder.Path);
        await File.WriteAllTextAsync(folder.File("periksa.py"), Block("python", ""));
        Assert.Equal((0, "cocok: 8 peristiwa"), await RunAsync(folder.Path, "python3", "periksa.py"));
        var key = $"kunci/{Convert.ToHexStringLower(register.Key.Id.Span)}.pem";
        Assert.Equal((0, "Verified OK"), await RunAsync(folder.Path, "openssl", "dgst", "-sha256", "-verify", key, "-signature", "manifest.sig", "manifest.json"));
        Assert.Equal((0, "Verified OK"), await RunAsync(folder.Path, "openssl", "dgst", "-sha256", "-verify", key, "-signature", "segel/2.sig", "segel/2.bin"));

        await File.AppendAllTextAsync(folder.File("peristiwa/000003.json"), " ");
        Assert.NotEqual(0, (await RunAsync(folder.Path, "python3", "periksa.py")).ExitCode);
    }

    private async Task<List<object>> AskAsync(string name, string office)
    {
        var sql = Block("sql", name).Replace(":'office'", "$1", StringComparison.Ordinal);
        await using var connection = await Database.OpenAsync(office);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = office } } };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object>();
        while (await reader.ReadAsync()) rows.Add(reader.GetValue(0));
        return rows;
    }

    private static string Block(string language, string name) =>
        Fence.Matches(Page).Single(m => m.Groups["language"].Value == language && m.Groups["name"].Value.Trim() == name).Groups["text"].Value;

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int ExitCode, string Said)> RunAsync(string folder, string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await error;
        return (process.ExitCode, said.Trim());
    }

    [GeneratedRegex(@"^```(?<language>\w+)(?<name>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence { get; }
}
