using Laksana.Procedures.Yaml;
using Key = Laksana.Procedures.SheetKeys.Field;

namespace Laksana.Procedures;

/// <summary>Judges what a sheet says about its public pages: who may ask for the service, and what is asked of him.</summary>
internal sealed class ApplicantChecks(SheetDraft draft, FindingList findings)
{
    public void Run()
    {
        var open = draft.Sheet.Service?.Applicants is Applicants.Public or Applicants.Complainants;
        foreach (var (field, row) in draft.Fields)
        {
            if (field.Applicant != ApplicantPart.None || field.FromPublicPage is not null)
                CheckAsked(field, row, open);
            if (field is { Applicant: ApplicantPart.Identity, Personal: false })
                findings.Error(At(row, field, Key.Applicant), FindingCode.IdentityNotPersonal, field.Name);
            if (field.FromPublicPage is { } value && !Fits(field, value))
                findings.Error(At(row, field, Key.FromPublicPage), FindingCode.BadFromPublicPage, field.Name, value);
        }
        if (open && draft.StepsComplete && draft.Fields.All(f => f.Field.Applicant == ApplicantPart.None))
            findings.Warn(draft.Source.At(SheetKeys.Header.Service, SheetKeys.Service.Applicant), FindingCode.ApplicantNothingAsked);
    }

    private void CheckAsked(Field field, Row row, bool open)
    {
        var at = At(row, field, field.Applicant != ApplicantPart.None ? Key.Applicant : Key.FromPublicPage);
        if (row.Index > 0)
            findings.Error(at, FindingCode.ApplicantFieldLater, field.Name);
        else if (!open)
            findings.Warn(at, FindingCode.ApplicantFieldClosed, field.Name);
    }

    private static bool Fits(Field field, string value) => field.Applicant == ApplicantPart.None && field.Kind switch
    {
        FieldKind.Text or FieldKind.LongText => !field.Personal,
        FieldKind.Date or FieldKind.DateTime => value == Key.Moment,
        FieldKind.Choice => value == Key.Confidence ? Key.Confidences.All(field.Choices.Contains) : field.Choices.Contains(value),
        FieldKind.YesNo => value is SheetKeys.Yes or SheetKeys.No,
        _ => false,
    };

    private static Place At(Row row, Field field, string key) => row.At(SheetKeys.Row.Fields, field.Name, key);
}
