namespace Laksana.Server.Pages.Pengaturan;

/// <summary>What kind of field a form shows.</summary>
internal enum InputKind { Text, Date, Number, Select, Check, Checks, Area, File, Password, Hidden }

/// <summary>A field of a settings form, drawn by the partial _Formulir.</summary>
/// <param name="Name">Of the input; what was typed under it is shown again.</param>
/// <param name="Value">What stands there before anybody types: yyyy-MM-dd for a day, the chosen values parted by line breaks for <see cref="InputKind.Checks"/>.</param>
internal sealed record SettingInput(string Name, string Label, string? Value = null, InputKind Kind = InputKind.Text)
{
    public string? Hint { get; init; }
    public bool Required { get; init; }
    public int Longest { get; init; } = 200;
    public IReadOnlyList<(string Value, string Text)> Options { get; init; } = [];
    public string? Autocomplete { get; init; }
    /// <summary>Of a file: what it accepts.</summary>
    public string? Accept { get; init; }
    /// <summary>Name of a list of proposals on the page (id <c>daftar-</c> and this).</summary>
    public string? List { get; init; }
    public string? Fault { get; init; }

    public IReadOnlySet<string> Chosen => (Value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
