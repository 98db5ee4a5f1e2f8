using Laksana.Drafting.Source;
using Laksana.Procedures;
using Key = Laksana.Procedures.SheetKeys.Field;

namespace Laksana.Drafting;

/// <summary>What an officer fills in about a field of a row's form.</summary>
public sealed record FieldForm
{
    public string Label { get; init; } = "";
    /// <summary>The sheet's word, one of <see cref="SheetKeys.Field.Kinds"/>.</summary>
    public string Kind { get; init; } = "teks";
    public bool Required { get; init; }
    public string Hint { get; init; } = "";
    public IReadOnlyList<string> Choices { get; init; } = [];
    public bool Personal { get; init; }
    public IReadOnlyList<string> VisibleTo { get; init; } = [];
    /// <summary>Its place in the form, from 1.</summary>
    public int Place { get; init; }

    public bool HasChoices => Kind is "pilihan" or "pilihan-ganda";

    /// <summary>The field as it stands; null when the row has no such field.</summary>
    public static FieldForm? Of(DraftRow row, string name) => row.Fields[name] is not { } value ? null : (value as YamlMap ?? YamlMap.Empty) is var map ? new FieldForm
    {
        Label = map.Text(Key.Label) is { Length: > 0 } label ? label : name.Replace('-', ' '),
        Kind = map.Text(Key.Kind),
        Required = map.Text(Key.Required) == SheetKeys.Yes,
        Hint = map.Text(Key.Hint),
        Choices = map.Texts(Key.Choices),
        Personal = map.Text(Key.Personal) == SheetKeys.Yes || map.Text(Key.Kind) == "nik",
        VisibleTo = map.Texts(Key.VisibleTo),
        Place = row.Fields.Keys.TakeWhile(k => k != name).Count() + 1,
    } : null;

    /// <summary>Adds a field, or changes the one that is called so.</summary>
    /// <param name="name">Null for a new field: its name is made from its label.</param>
    public static SheetEdit Save(DraftSheet sheet, string row, string? name, FieldForm form)
    {
        if (sheet.Row(row) is not { } there || name is not null && there.Fields[name] is null)
            return SheetEdit.Refuse("edit.row-gone");
        if (string.IsNullOrWhiteSpace(form.Label))
            return SheetEdit.Refuse("edit.label-needed");
        if (form.HasChoices && form.Choices.Count < 2)
            return SheetEdit.Refuse("edit.choices-needed");
        var key = name ?? WordIds.Of(form.Label, sheet.Rows.SelectMany(r => r.Fields.Keys), "isian");
        var fields = there.Fields.With(key, form.ApplyTo(there.Fields[key] as YamlMap, name is null ? null : Of(there, key)));
        return SheetEdit.Of(sheet.WithRow(there, there.Map.With(SheetKeys.Row.Fields, Placed(fields, key, form.Place), SheetKeys.Row.All)));
    }

    /// <summary>Takes a field away, unless something uses its value.</summary>
    public static SheetEdit Delete(DraftSheet sheet, string row, string name)
    {
        if (sheet.Row(row) is not { } there || Of(there, name) is not { } field)
            return SheetEdit.Refuse("edit.row-gone");
        if (References.ToField(sheet, name).FirstOrDefault() is { } use)
            return SheetEdit.Refuse("edit.field-used", field.Label, use);
        var rest = there.Fields.With(name, null);
        return SheetEdit.Of(sheet.WithRow(there, there.Map.With(SheetKeys.Row.Fields, rest.Entries.Count == 0 ? null : rest)));
    }

    private YamlMap ApplyTo(YamlMap? before, FieldForm? was)
    {
        var map = before ?? new YamlMap([], Flow: true);
        was ??= new FieldForm { Kind = "" };
        if (Kind != was.Kind) map = map.WithText(Key.Kind, Kind, Key.All);
        if (Required != was.Required) map = map.With(Key.Required, Required ? new YamlText(SheetKeys.Yes) : null, Key.All);
        if (Label.Trim() != was.Label) map = map.WithText(Key.Label, Label, Key.All);
        if (Hint.Trim() != was.Hint) map = map.WithText(Key.Hint, Hint, Key.All);
        var choices = HasChoices ? Choices : [];
        if (!choices.SequenceEqual(was.Choices)) map = map.WithTexts(Key.Choices, choices, Key.All);
        // A NIK is personal without a word.
        if (Kind != "nik" && Personal != was.Personal || Kind == "nik" && map.Text(Key.Personal) == SheetKeys.No)
            map = map.With(Key.Personal, Personal && Kind != "nik" ? new YamlText(SheetKeys.Yes) : null, Key.All);
        var visible = Personal || Kind == "nik" ? VisibleTo : [];
        return visible.SequenceEqual(was.VisibleTo) ? map : map.WithTexts(Key.VisibleTo, visible, Key.All);
    }

    private static YamlMap Placed(YamlMap fields, string name, int place)
    {
        var entries = fields.Entries.ToList();
        var at = entries.FindIndex(e => e.Key == name);
        if (place < 1 || place - 1 == at)
            return fields;
        var moved = entries[at];
        entries.RemoveAt(at);
        entries.Insert(Math.Min(place - 1, entries.Count), moved);
        return fields with { Entries = entries };
    }
}
