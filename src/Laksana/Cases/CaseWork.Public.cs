using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>What the public may do without an account: open a case of a sheet that says so, and answer the office while it waits for him.</summary>
internal sealed partial class CaseWork
{
    /// <summary>Most that one who asked for a service may send to a case.</summary>
    private const int MostMessages = 20, MostDocuments = 10;

    /// <summary>How long the documents of an opening may take to follow it: its sender may have to send the form again.</summary>
    private static readonly TimeSpan WithOpening = TimeSpan.FromHours(1);

    private void OpenByPublic(OpenCase c, PublicOpening applicant)
    {
        Require(procedure.Service is { OpenToPublic: true }, "open.not-public");
        var fields = procedure.Steps[0].Fields;
        // Documents follow the opening, which gives them a case to belong to.
        var asked = fields.Where(f => f.Kind != FieldKind.Document
            && (f.Applicant == ApplicantPart.Asked || (f.Applicant == ApplicantPart.Identity && !applicant.Anonymous))).ToList();
        Require(fields.Any(f => f.Applicant != ApplicantPart.None), "open.not-public");
        var values = new Dictionary<string, RecordedValue>(Values(asked, c.Fields, requireAll: true, site: null), StringComparer.Ordinal);
        foreach (var field in fields)
            if (field.FromPublicPage is { } said && ByItself(field, said, applicant) is { } value)
                values[field.Name] = RecordedValue.Clear(value);
        Emit(new CaseOpened(c.Number, procedure.Id, c.ProcedureVersion, values, null, null) { At = context.Now, Channel = PublicChannel.Pages });
        Enter(procedure.Steps[0].Id);
    }

    private static string? ByItself(Field field, string said, PublicOpening applicant) => said switch
    {
        SheetKeys.Field.Moment => field.Kind == FieldKind.Date ? applicant.Moment[..10] : applicant.Moment,
        SheetKeys.Field.Confidence => applicant.Confidence,
        _ => said,
    };

    private void AttachFromPublic(AttachDocument c)
    {
        Require(context.Officer is null && procedure.Service is { OpenToPublic: true }, "case.not-yours");
        Require(c.Field is { } name && procedure.FindField(name) is { Kind: FieldKind.Document } field && field.Applicant != ApplicantPart.None, "document.not-asked");
        // Together with the opening, or while the office waits for him.
        Require((State.Channel is not null && context.Now - State.OpenedAt < WithOpening) || State.WaitingForApplicant(procedure).Any(), "applicant.not-awaited");
        Require(State.Documents.Count(d => d.Channel is not null) < MostDocuments, "document.too-many", MostDocuments);
        Emit(new DocumentAttached(c.Sha256, c.Name, c.MediaType, c.Size, null) { At = context.Now, Channel = c.Channel, Field = c.Field });
    }

    private void Receive(ReceiveMessage c)
    {
        Require(context.Officer is null && procedure.Service is { OpenToPublic: true }, "case.not-yours");
        Require(State.WaitingForApplicant(procedure).Any(), "applicant.not-awaited");
        Require(State.MessagesAt.Count < MostMessages, "applicant.too-many-messages", MostMessages);
        var text = Reason(c.Text);
        Emit(new MessageReceived(new RecordedValue(null, context.Digest(CaseState.Messages, text))) { At = context.Now, Channel = c.Channel });
    }
}
