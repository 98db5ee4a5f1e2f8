using Laksana.Procedures;

namespace Laksana.Backups;

/// <summary>What sheets say about taking backups. Pure.</summary>
internal static class BackupSheets
{
    private static readonly string[] Taking = ["backup.take", "database.dump"];

    /// <summary>A row of the sheet takes backups.</summary>
    public static bool Takes(Procedure sheet) => sheet.Steps.Any(s => s.Action is { } action && Taking.Contains(action.Name));

    /// <summary>The sheet's schedule opens cases that back this source up.</summary>
    public static bool Takes(Procedure sheet, string source) => sheet.Steps.Any(s => s.Action is { } action && Taking.Contains(action.Name)
        && action.Arguments.TryGetValue("sumber", out var named) && (FieldOf(named) is { } field ? sheet.Schedule?.Fields.GetValueOrDefault(field) : named) == source);

    /// <summary>The roles whose rows take backups of a source: the sheet names it, or leaves it to a field of the case.</summary>
    public static IEnumerable<string> RolesThatTake(Procedure sheet, string source) => sheet.Steps
        .Where(s => s.Action is { } action && Taking.Contains(action.Name) && (action.Arguments.GetValueOrDefault("sumber", "") is var named && (FieldOf(named) is not null || named == source)))
        .Select(s => s.Role).Distinct(StringComparer.Ordinal);

    /// <summary>The field in which a case of the sheet names its source; null where the sheet names it itself, or none.</summary>
    public static string? SourceField(Procedure sheet) => sheet.Steps.Where(s => s.Action is { } action && Taking.Contains(action.Name))
        .Select(s => FieldOf(s.Action!.Arguments.GetValueOrDefault("sumber", ""))).FirstOrDefault(f => f is not null && sheet.FindField(f) is not null);

    private static string? FieldOf(string argument) => argument is ['{', .. var name, '}'] ? name : null;
}
