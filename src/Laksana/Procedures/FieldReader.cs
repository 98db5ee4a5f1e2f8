using Laksana.Procedures.Yaml;
using Key = Laksana.Procedures.SheetKeys.Field;

namespace Laksana.Procedures;

/// <summary>Reads a field under <c>isian</c>.</summary>
internal static class FieldReader
{
    public static Field? Read(Mapping row, MapEntry entry, FindingList findings)
    {
        if (row.IdOf(entry.Key) is not { } name || Mapping.Of(entry.Value, findings, Key.All) is not { } field)
            return null;
        var word = field.Word(Key.Kind, Key.Kinds.Keys, needed: true);
        FieldKind? kind = word is null ? null : Key.Kinds[word];
        var visibleTo = field.Names(Key.VisibleTo);
        var personal = IsPersonal(field, kind, findings);
        if (visibleTo.Count > 0 && !personal && kind != FieldKind.Document)
            findings.Warn(field.At(Key.VisibleTo), FindingCode.VisibleNotPersonal, name);
        return new Field
        {
            Name = name,
            Label = field.Line(Key.Label) ?? name.Replace('-', ' '),
            Kind = kind ?? FieldKind.Text,
            Required = field.Flag(Key.Required),
            Choices = ChoicesOf(field, kind, findings),
            Hint = field.Line(Key.Hint),
            Personal = personal,
            VisibleTo = personal && visibleTo.Count == 0 ? [OwnRole(row)] : visibleTo,
            Applicant = field.Word(Key.Applicant, Key.Applicants) switch { SheetKeys.Yes => ApplicantPart.Asked, Key.Identity => ApplicantPart.Identity, _ => ApplicantPart.None },
            FromPublicPage = field.Line(Key.FromPublicPage),
            ForApplicant = field.Flag(Key.ForApplicant),
        };
    }

    private static string OwnRole(Mapping row) => (row.Node.Find(SheetKeys.Row.Role)?.Value as TextNode)?.Text.Trim() ?? "";

    private static bool IsPersonal(Mapping field, FieldKind? kind, FindingList findings)
    {
        var said = field.Flag(Key.Personal);
        if (kind == FieldKind.Nik && !said && field.Has(Key.Personal))
            findings.Warn(field.At(Key.Personal), FindingCode.NikIsPersonal);
        // Which roles may read a document is said with `terlihat`; its bytes are no value that could be erased alone.
        if (kind == FieldKind.Document && said)
            findings.Error(field.At(Key.Personal), FindingCode.DocumentNotPersonal);
        return said || kind == FieldKind.Nik;
    }

    private static List<string> ChoicesOf(Mapping field, FieldKind? kind, FindingList findings)
    {
        var needsChoices = kind is FieldKind.Choice or FieldKind.MultiChoice;
        if (needsChoices && !field.Has(Key.Choices))
            findings.Error(field.At(Key.Kind), FindingCode.MissingChoices);
        if (kind is not null && !needsChoices && field.Has(Key.Choices))
            findings.Error(field.At(Key.Choices), FindingCode.UnusedChoices);
        var choices = new List<string>();
        foreach (var (choice, at) in field.PlacedTexts(Key.Choices))
        {
            if (choice.Contains('\n', StringComparison.Ordinal))
                findings.Error(at, FindingCode.ExpectedLine);
            else if (choices.Contains(choice))
                findings.Error(at, FindingCode.RepeatedEntry, choice);
            else
                choices.Add(choice);
        }

        return choices;
    }
}
