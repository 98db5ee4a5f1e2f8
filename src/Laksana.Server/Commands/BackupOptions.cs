using System.CommandLine;
using Laksana.Backups;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>Where backups go and which databases are backed up: <c>--backup-dir</c>, <c>--backup-sources</c>, <c>--media-roots</c>, or their environment variables.</summary>
internal sealed class BackupOptions
{
    private readonly Option<string> _folder = new("--backup-dir") { Description = Words["Serve.BackupDir"], HelpName = "DIR" };
    private readonly Option<string> _sources = new("--backup-sources") { Description = Words["Serve.BackupSources"], HelpName = "FILE" };

    private readonly Option<string[]> _media = new("--media-roots") { Description = Words["Serve.MediaRoots"], HelpName = "DIR", AllowMultipleArgumentsPerToken = true };

    public void AddTo(Command command)
    {
        command.Add(_media);
        command.Add(_folder);
        command.Add(_sources);
    }

    /// <summary>Null: <c>backups</c> in the data directory.</summary>
    public string? Folder(Call call) => call.Value(_folder) ?? NotEmpty("LAKSANA_BACKUP_DIR");

    /// <exception cref="OperatorException">The file is missing or wrong.</exception>
    public IReadOnlyList<BackupSource> Sources(Call call) =>
        (call.Value(_sources) ?? NotEmpty("LAKSANA_BACKUP_SOURCES")) is { } file ? BackupSourcesFile.Read(file) : [];

    /// <summary>Folders whose sub-folders are media.</summary>
    public IReadOnlyList<string> MediaRoots(Call call) =>
        call.Value(_media) is { Length: > 0 } named ? named : NotEmpty("LAKSANA_MEDIA_ROOTS")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? NotEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
