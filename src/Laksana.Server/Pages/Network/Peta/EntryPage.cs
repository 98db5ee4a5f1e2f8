using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;
using Laksana.Server.Pages.Pengaturan;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>A form with the fields of an entry's table.</summary>
internal abstract class EntryPage(NetworkTools tools, MapDesk desk, ProbeSecrets secrets) : KindPage(tools)
{
    private const int MostOffered = 300;

    private readonly Dictionary<string, string> _wrong = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _cells = new Dictionary<string, string>();

    /// <summary>What is wrong beyond the fields of the form.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    public abstract string Title { get; }

    public abstract string Action { get; }

    /// <summary>Sites are taken away in the office's own list.</summary>
    public bool MayRemove { get; protected set; }

    public virtual string RemoveAddress => "";

    /// <summary>The id, which of an entry that stands is never changed.</summary>
    protected virtual string? Id => null;

    public IReadOnlyList<SettingInput> Inputs => [.. Table.Fields.Where(f => f.Key != "id" || Id is null).Select(Input)];

    /// <summary>Names to choose from, by the list's name.</summary>
    public IEnumerable<(string List, IEnumerable<(string Id, string Name)> Options)> Lists =>
    [
        ("unsur", Map.Elements.Values.OrderBy(e => e.Id, StringComparer.Ordinal).Take(MostOffered).Select(e => (e.Id, e.Name))),
        ("penyedia", Map.Providers.Take(MostOffered).Select(p => (p.Id, p.Name))),
        ("akses", secrets.Of(AtWork.Id).Names.Order(StringComparer.Ordinal).Select(n => (n, n))),
    ];

    protected void Show(MapEntry entry) => _cells = Table.Write(entry);

    protected async Task<IActionResult> SaveAsync(string done)
    {
        _cells = Table.Fields.ToDictionary(f => f.Key, f => Request.Form[f.Key].ToString().Trim(), StringComparer.Ordinal);
        var entry = Table.Read(new EntryInput(key => _cells.GetValueOrDefault(key, ""), (key, message) => _wrong.TryAdd(key, message)), Id);
        foreach (var field in Table.Fields.Where(f => f.Needed && (f.Key != "id" || Id is null) && _cells[f.Key].Length == 0)) _wrong.TryAdd(field.Key, Say["needed"]);
        if (Id is null && Map.Find(Kind, entry.Id) is not null) _wrong.TryAdd("id", Say["entry.taken", entry.Id]);
        if (_wrong.Count > 0) return RefuseForm();
        var faults = await desk.ChangeAsync(AtWork.Id, new MapChange(Tools.Current.Officer, AdministrationActs.NetworkMapChanged, entry.Id) { Put = [entry], Details = [("kind", MapNames.Word(Kind))] }, Aborted);
        if (faults.Count == 0) return Done(done, Address);
        foreach (var fault in faults)
            if (fault.Kind == Kind && fault.Id == entry.Id && Table.Fields.Any(f => f.Key == fault.Field && (f.Key != "id" || Id is null))) _wrong.TryAdd(fault.Field, $"{fault.Message} {fault.Hint}");
            else Errors = [.. Errors, $"{MapNames.Say(fault.Kind)} {fault.Id}: {fault.Message} {fault.Hint}"];
        return RefuseForm();
    }

    private PageResult RefuseForm() => Refuse(Say["refused", _wrong.Count + Errors.Count], Say["refused.hint"]);

    private SettingInput Input(MapField f) => new(f.Key, f.Key == "id" && Kind == MapKind.Address ? MapNames.Say(MapKind.Address) : f.Label, ValueOf(f), f.Form switch
    {
        MapFieldForm.Area => InputKind.Area,
        MapFieldForm.Number => InputKind.Number,
        MapFieldForm.Day => InputKind.Date,
        MapFieldForm.Check => InputKind.Check,
        MapFieldForm.Choice => InputKind.Select,
        _ => InputKind.Text,
    })
    {
        Hint = f.Key == "id" && Kind == MapKind.Address ? null : f.Key == "options" && _cells.GetValueOrDefault("probe") is { Length: > 0 } probe ? $"{f.Hint} {Say["options.of", string.Join(", ", TargetOptions.WordsOf(probe))]}" : f.Hint,
        Required = f.Needed,
        Longest = f.Form == MapFieldForm.Area ? 1000 : 500,
        Options = f.Form == MapFieldForm.Choice ? [.. f.Words.Select(w => (w, f.Said(w)))] : [],
        Fault = _wrong.GetValueOrDefault(f.Key),
        List = f.Form switch { MapFieldForm.Element or MapFieldForm.Site or MapFieldForm.Device => "unsur", MapFieldForm.Provider => "penyedia", MapFieldForm.Access => "akses", _ => null },
    };

    private string? ValueOf(MapField f) => _cells.GetValueOrDefault(f.Key) is { Length: > 0 } value ? value : f.Form == MapFieldForm.Choice ? Usual(f) : f.Key == "interval" && _cells.Count == 0 ? "60" : null;

    /// <summary>The last word of a type is "other"; a target usually decides.</summary>
    private static string Usual(MapField f) => f.Key == "type" ? f.Words[^1] : f.Words[0];
}
