using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Laksana.Server.Commands;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task the_page_in_docs_is_what_the_program_writes()
    {
        var (code, output, _) = await RunAsync("commands", "--bahasa", "en");
        Assert.Equal(0, code);
        Assert.Equal(await File.ReadAllTextAsync(Repository.Path("docs/commands.md")), output);
    }

    [Theory]
    [InlineData("id", "Penggunaan:")]
    [InlineData("en", "Usage:")]
    public async Task help_speaks_the_asked_language(string language, string word)
    {
        var (code, output, _) = await RunAsync("serve", "--help", "--bahasa", language);
        Assert.Equal(0, code);
        Assert.Contains(word, output, StringComparison.Ordinal);
        Assert.Contains("--offices <DIR>", output, StringComparison.Ordinal);
    }

    [Fact]
    public void every_command_and_option_is_described()
    {
        var root = CommandTree.Build();
        Assert.All(Commands(root), command =>
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name}"));
            Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), $"{command.Name} {argument.Name}"));
        });
    }

    [Theory]
    [InlineData("tidak-ada", "Kata \"tidak-ada\" tidak dikenal di sini.")]
    [InlineData("serve --proxi 1", "Kata \"--proxi\" tidak dikenal di sini.")]
    [InlineData("serve --data", "Pilihan --data perlu nilai.")]
    [InlineData("serve --urls bukan-alamat", "\"bukan-alamat\" bukan alamat seperti http://127.0.0.1:5080.")]
    [InlineData("serve --log keras", "Nilai \"keras\" tidak cocok untuk --log (plain|json).")]
    [InlineData("", "Perintahnya belum lengkap.")]
    public async Task wrong_words_end_with_2_and_say_which_and_where_help_is(string words, string message)
    {
        var (code, output, error) = await RunAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((int)ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task under_json_answers_and_refusals_are_json()
    {
        var (_, output, _) = await RunAsync("version", "--json");
        Assert.Equal(VersionCommand.Version, JsonDocument.Parse(output).RootElement.GetProperty("laksana").GetString());
        var (_, _, error) = await RunAsync("serve", "--json", "--urls", "x");
        Assert.Equal(2, JsonDocument.Parse(error).RootElement.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task what_an_operator_must_mend_is_told_without_a_trace()
    {
        var (code, _, error) = await RunAsync("serve", "--data", "/proc/laksana", "--urls", "http://127.0.0.1:0");
        Assert.Equal((int)ExitCode.Storage, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task a_network_that_is_none_is_refused()
    {
        var (code, _, error) = await RunAsync("serve", "--proxy", "10.0.0.0/99");
        Assert.Equal((int)ExitCode.Usage, code);
        Assert.Contains("10.0.0.0/99", error, StringComparison.Ordinal);
    }

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(c => Commands(c).Prepend(c));

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            return (await CommandLine.RunAsync(words.Contains("--bahasa") ? words : ["--bahasa", "id", .. words], output, error), output.ToString(), error.ToString());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
