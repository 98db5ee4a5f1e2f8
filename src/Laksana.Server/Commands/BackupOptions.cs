using System.CommandLine;
using Laksana.Backups;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>Where backups go and which databases are backed up: <c>--backup-dir</c>, <c>--backup-sources</c>, or their environment variables.</summary>
internal sealed class BackupOptions
{
    private readonly Option<string> _folder = new("--backup-dir") { Description = Words["Serve.BackupDir"], HelpName = "DIR" };
    private readonly Option<string> _sources = new("--backup-sources") { Description = Words["Serve.BackupSources"], HelpName = "FILE" };

    private readonly Option<string> _scratch = new("--scratch-dir") { Description = Words["Serve.ScratchDir"], HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Add(_scratch);
        command.Add(_folder);
        command.Add(_sources);
    }

    /// <summary>Null: <c>backups</c> in the data directory.</summary>
    public string? Folder(Call call) => call.Value(_folder) ?? NotEmpty("LAKSANA_BACKUP_DIR");

    /// <exception cref="OperatorException">The file is missing or wrong.</exception>
    public IReadOnlyList<BackupSource> Sources(Call call) =>
        (call.Value(_sources) ?? NotEmpty("LAKSANA_BACKUP_SOURCES")) is { } file ? BackupSourcesFile.Read(file) : [];

    /// <summary>Where backups are restored for trial; by default <c>scratch</c> in the data directory.</summary>
    public ProofSettings Proofs(Call call, string dataDirectory) => Scratch(call) is { } folder ? new ProofSettings(Path.GetFullPath(folder)) : ProofSettings.In(dataDirectory);

    public string? Scratch(Call call) => call.Value(_scratch) ?? NotEmpty("LAKSANA_SCRATCH_DIR");

    private static string? NotEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
