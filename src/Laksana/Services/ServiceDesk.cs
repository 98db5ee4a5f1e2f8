using System.Globalization;
using Laksana.Cases;
using Laksana.Documents;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Services;

/// <summary>A document of the public on its way in, cleaned of what it tells about its sender.</summary>
/// <param name="Field">The sheet's field it was sent for.</param>
public sealed record ServiceDocument(string Field, string Name, byte[] Content);

/// <summary>
/// What the public does with an office, without an account: opens a case, sends documents, answers while the office waits. Everything goes through
/// <see cref="CaseDesk"/>; who holds the tracking number was looked up before.
/// </summary>
public sealed class ServiceDesk(CaseDesk desk, DocumentStore documents, TimeProvider clock)
{
    /// <summary>Opens a case. The same tracking number opens it once, and answers the same every time.</summary>
    /// <param name="confidence">How a complainant wants to be known; null for a service.</param>
    public Task<CaseAnswer> OpenAsync(OfficeAtWork office, Procedure sheet, IReadOnlyDictionary<string, string> values, TrackingNumber number, string? confidence, CancellationToken token)
    {
        var applicant = new PublicOpening(number.Hash(), confidence,
            office.Calendar.ToLocal(clock.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        var asked = PublicServices.AskedOf(sheet, applicant.Anonymous).Where(f => f.Kind != FieldKind.Document).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return desk.HandleAsync(new CaseRequest
        {
            Office = office.Id, Procedure = sheet.Id,
            Command = new OpenCase("", 0, values.Where(v => asked.Contains(v.Key)).ToDictionary(StringComparer.Ordinal)) { Public = applicant },
        }, token);
    }

    /// <summary>Why the document is not in the case; null when it is (also when it was before).</summary>
    public async Task<string?> AttachAsync(string office, string caseNumber, ServiceDocument document, CancellationToken token)
    {
        using var content = new MemoryStream(document.Content, writable: false);
        // Nobody of the public has a name here; each sender counts alone, so that citizens do not take one another's turn.
        if (await documents.StoreAsync(office, caseNumber, document.Name, content, PublicChannel.Pages + Guid.NewGuid().ToString("N"), token) is not StoredDocument.Kept kept)
            return "document.not-kept";
        var answer = await desk.HandleAsync(new CaseRequest
        {
            Office = office, Number = caseNumber,
            Command = new AttachDocument(kept.Sha256, kept.Name, kept.MediaType, kept.Size, null) { Field = document.Field, Channel = PublicChannel.Pages },
        }, token);
        return answer is CaseAnswer.Refused { Why.Code: not "document.already" and var code } ? code : null;
    }

    public Task<CaseAnswer> WriteAsync(string office, string caseNumber, string text, CancellationToken token) =>
        desk.HandleAsync(new CaseRequest { Office = office, Number = caseNumber, Command = new ReceiveMessage(text, PublicChannel.Pages) }, token);
}
