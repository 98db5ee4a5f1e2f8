using System.Globalization;
using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A value as the page shows it. <paramref name="Address"/> leads to a document.</summary>
internal sealed record ValueView(string Label, string Text, string? Address = null)
{
    /// <summary>A personal value that this officer may not read, or that was erased.</summary>
    public bool Withheld { get; init; }
}

/// <summary>The values of a case in words, personal ones only for those who need them.</summary>
internal sealed class CaseValues(CaseView view)
{
    /// <summary>What was given so far for a row's fields (at one site), in the order of the form.</summary>
    public IReadOnlyList<ValueView> Given(Step step, string? site) =>
        [.. step.Fields.Select(f => view.State.Fields.TryGetValue(Key(f, site), out var value) ? Shown(f, value) : null).OfType<ValueView>()];

    public ValueView Shown(Field field, RecordedValue value)
    {
        if (value.Value is { } clear)
            return field.Kind == FieldKind.Document ? Document(field, clear) : new ValueView(Title(field), Written(field, clear));
        if (!MayRead(field))
            return new ValueView(Title(field), Say["value.hidden"]) { Withheld = true };
        return view.Reading.Personal.TryGetValue(value.Digest ?? "", out var personal)
            ? new ValueView(Title(field), Written(field, personal))
            : new ValueView(Title(field), Say["value.erased"]) { Withheld = true };
    }

    /// <summary>The stored form of a value, for a form's field; null when there is none or the officer may not read it.</summary>
    public string? Stored(Field field, string? site)
    {
        if (!view.State.Fields.TryGetValue(Key(field, site), out var value))
            return null;
        return value.Value ?? (MayRead(field) ? view.Reading.Personal.GetValueOrDefault(value.Digest ?? "") : null);
    }

    /// <summary>What the machine proposes for a field: the row's own work before that of earlier rows, the newest first; null when it proposes nothing, or the field is personal.</summary>
    public string? Proposed(Field field, int run) => field.Personal || field.Kind == FieldKind.Document ? null : MachineFields.Of(view.Reading.Events, run, field.Name);

    public bool Has(Field field, string? site) => view.State.Fields.ContainsKey(Key(field, site));

    public bool MayRead(Field field) => view.Rights.ToReadPersonal(field, view.Me);

    public string DocumentAddress(string sha256) => $"{view.Address}/dokumen/{sha256}";

    /// <summary>Words beside a field or its value; a sheet that gives none leaves the name, which begins small.</summary>
    public static string Title(Field field) => field.Label is { Length: > 0 } label && char.IsLower(label[0]) ? char.ToUpper(label[0], CultureInfo.CurrentCulture) + label[1..] : field.Label;

    public static string Key(Field field, string? site) => site is null ? field.Name : field.Name + "@" + site;

    public bool MayRead(DocumentAttached document) => view.Rights.ToReadDocument(document, view.Me);

    private ValueView Document(Field field, string sha256) =>
        view.State.Documents.FirstOrDefault(d => d.Sha256 == sha256) is { } document && !MayRead(document) ? new ValueView(Title(field), Say["document.withheld"]) { Withheld = true }
        : new(Title(field), view.State.Documents.FirstOrDefault(d => d.Sha256 == sha256)?.Name ?? sha256[..12], DocumentAddress(sha256));

    /// <summary>A value in its stored form, in words.</summary>
    public string Written(Field field, string value) => field.Kind switch
    {
        FieldKind.Site => view.Office.SiteName(value),
        FieldKind.SiteList => string.Join(", ", Lines(value).Select(view.Office.SiteName)),
        FieldKind.MultiChoice => string.Join(", ", Lines(value)),
        FieldKind.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => OfficeTimes.Day(day),
        FieldKind.DateTime when DateTime.TryParseExact(value, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) =>
            view.Times.Full(view.Office.Calendar.ToInstant(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment))),
        FieldKind.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => CaseView.Number(number),
        FieldKind.YesNo => Say[value == "ya" ? "yes" : "no"],
        _ => value,
    };

    public static IReadOnlyList<string> Lines(string value) => value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
