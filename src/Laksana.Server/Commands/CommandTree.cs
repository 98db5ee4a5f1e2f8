using System.CommandLine;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>
/// The commands of the <c>laksana</c> executable, one file for each, or for a group such as <c>sheet</c>. A new file is one line in <see cref="Build"/>, a new command of a group one in its file;
/// docs/commands.md is written from this tree.
/// </summary>
internal static class CommandTree
{
    public static RootCommand Build()
    {
        var root = new RootCommand(Words["Root"]);
        root.Options.Clear();
        root.Add(GlobalOptions.Json);
        root.Add(GlobalOptions.Language);
        root.Add(GlobalOptions.Help);
        root.Add(ServeCommand.Create());
        root.Add(TourCommand.Create());
        root.Add(OfficeCommands.Create());
        root.Add(SheetCommands.Create());
        root.Add(CaseCommands.CreateCase());
        root.Add(CaseCommands.CreateDossier());
        root.Add(RegisterCommands.Create());
        root.Add(BackupCommands.Create());
        root.Add(MediumCommands.Create());
        root.Add(RecoverCommands.Create());
        root.Add(DiagnoseCommand.Create());
        root.Add(NetworkCommands.Create());
        root.Add(PermissionsCommand.Create());
        root.Add(OfficerCommands.Create());
        root.Add(AccountCommands.Create());
        root.Add(SetupCodeCommand.Create());
        root.Add(VersionCommand.Create());
        root.Add(CommandsCommand.Create());
        foreach (var command in BackupKeepingCommands.All()) GroupOf(root, "backup", Words["Keeping"]).Add(command);
        return root;
    }

    /// <summary>The group of that name, to which several files add their commands.</summary>
    private static Command GroupOf(RootCommand root, string name, string description)
    {
        if (root.Subcommands.FirstOrDefault(c => c.Name == name) is { } there) return there;
        var group = Group(name, description);
        root.Add(group);
        return group;
    }

    /// <summary>A command that only holds others, e.g. <c>sheet</c> of <c>sheet lint</c>.</summary>
    public static Command Group(string name, string description, params ReadOnlySpan<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
            group.Add(command);
        return group;
    }
}
