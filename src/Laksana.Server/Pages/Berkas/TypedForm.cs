using Laksana.Cases;
using Laksana.Officers;
using Microsoft.Extensions.Primitives;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A form as it was typed, to be shown again with the fault of each field beside it.</summary>
/// <param name="Run">The row it belongs to; null for a form about the whole case.</param>
internal sealed record TypedForm(int? Run, IReadOnlyDictionary<string, StringValues> Values)
{
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>Version of the case that the officer had seen.</summary>
    public int? Seen { get; init; }

    /// <summary>Somebody else changed the row meanwhile: what he sees now stands beside what was typed.</summary>
    public bool Overtaken { get; init; }

    public string? this[string name] => Values.TryGetValue(name, out var value) ? value.ToString() : null;

    public IReadOnlyList<string> All(string name) => Values.TryGetValue(name, out var value) ? [.. value.OfType<string>()] : [];

    public FieldFault? FaultOf(string field) => Faults.FirstOrDefault(f => f.Field == field);

    /// <summary>The fault of a field in words; null when it has none.</summary>
    public string? Wrong(string field, OfficeAtWork office) => FaultOf(field) is { } fault ? DocumentWords.Explain(office, fault) : null;
}
