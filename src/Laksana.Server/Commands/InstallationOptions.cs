using System.CommandLine;
using Laksana.Database;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>Which installation a command works on: <c>--data</c>, <c>--database</c>, <c>--database-app</c>, or their environment variables.</summary>
internal sealed class InstallationOptions
{
    private readonly Option<string> _data = new("--data") { Description = Words["Data"], HelpName = "DIR" };
    private readonly Option<string> _database = new("--database") { Description = Words["Database"], HelpName = "Host=…" };
    private readonly Option<string> _application = new("--database-app") { Description = Words["ApplicationDatabase"], HelpName = "Host=…" };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_database);
        command.Add(_application);
    }

    /// <summary>A password is better given by the environment than on a command line, which others on the machine can read.</summary>
    public DatabaseSettings Settings(Call call) => new()
    {
        DataDirectory = call.Value(_data) ?? Environment.GetEnvironmentVariable("LAKSANA_DATA") ?? DefaultFolder(),
        Server = call.Value(_database) ?? NotEmpty("LAKSANA_DATABASE"),
        ApplicationServer = call.Value(_application) ?? NotEmpty("LAKSANA_DATABASE_APP"),
    };

    private static string DefaultFolder()
    {
        if (Environment.IsPrivilegedProcess)
            return "/var/lib/laksana";
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "laksana");
    }

    private static string? NotEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
