using System.Text.Json;

namespace Laksana.Cases;

/// <summary>
/// Values that machine work proposes for a form: the object <c>isian</c> in an action's result, by the names of fields. As with an answer, the machine proposes and a person
/// says it.
/// </summary>
public static class MachineFields
{
    public const string Key = "isian";

    /// <summary>What is proposed for a field of a passage: by its own work, otherwise by that of earlier rows, the newest first.</summary>
    public static string? Of(IReadOnlyList<CaseEvent> events, int run, string field) =>
        events.OfType<ActionSucceeded>().Where(e => e.Run <= run).Reverse().OrderByDescending(e => e.Run == run).Select(e => In(e.Result, field)).FirstOrDefault(v => v is not null);

    /// <summary>What a result proposes for a field.</summary>
    public static string? In(JsonElement result, string field) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(Key, out var fields) && fields.ValueKind == JsonValueKind.Object
        && fields.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
