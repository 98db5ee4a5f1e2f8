using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Officers;

namespace Laksana.Server.Installing;

/// <summary>What was typed so far about an office that is being set up; its administrator's password is never among it.</summary>
internal sealed record SetupDraft
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Government { get; init; }
    public string? Address { get; init; }
    public string? Phone { get; init; }
    public string Zone { get; init; } = "WIB";
    /// <summary>Shipped sheets as "folder/sheet".</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];
    /// <summary>Null until the sheets were chosen; then at first those of the shipped office that most sheets come from.</summary>
    public IReadOnlyList<Position>? Positions { get; init; }
    public IReadOnlyList<ListedOfficer> Officers { get; init; } = [];
    public IReadOnlyList<Site> Sites { get; init; } = [];
    /// <summary>By day of the week as the forms name it: "07:30-12:00, 13:00-16:00". Null: as the shipped calendar has it.</summary>
    public IReadOnlyDictionary<string, string>? Hours { get; init; }
    public IReadOnlyList<DraftDay> Days { get; init; } = [];
    /// <summary>kode-berkas → the last number of the paper book this year.</summary>
    public IReadOnlyDictionary<string, int> Numbers { get; init; } = new Dictionary<string, int>();
}

/// <summary>A day off that was imported.</summary>
internal sealed record DraftDay(DateOnly Day, string Name, ListedDayKind Kind);

[JsonSourceGenerationOptions(JsonSerializerDefaults.General)]
[JsonSerializable(typeof(SetupDraft))]
internal sealed partial class SetupJson : JsonSerializerContext;
