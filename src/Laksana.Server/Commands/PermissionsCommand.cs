using System.CommandLine;
using Laksana.Server.Permitting;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana permissions</c>: docs/permissions.md.</summary>
internal static class PermissionsCommand
{
    public static Command Create() => new Command("permissions", Words["Permissions"]).Runs((call, _) =>
    {
        IReadOnlyList<PermissionAnswer> answer =
            [.. Permissions.Table.Select(p => new PermissionAnswer(p.Route, [.. p.EachMethod], PermissionsPage.Name(p.Who), p.Remark))];
        call.Answer(answer, CommandJson.Default.IReadOnlyListPermissionAnswer, to => to.Write(PermissionsPage.Write()));
        return Task.FromResult(ExitCode.Ok);
    });
}

internal sealed record PermissionAnswer(string Address, IReadOnlyList<string> Methods, string Who, string What);
