using Laksana.Cases;
using Laksana.Documents;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.Extensions.Primitives;

namespace Laksana.Server.Pages.Berkas;

/// <summary>
/// Enters what came from outside as a case whose first row is done, from one form. The case is opened before the first document of the form is read, so its documents
/// must stand last in the form; whatever is wrong with the rest is found first, and then nothing is opened.
/// </summary>
internal sealed class CaseEntry(CaseDesk desk, DocumentStore documents, CurrentOffice current, Procedure sheet)
{
    private bool _tried;
    private string? _key;

    /// <summary>Number of the case; null when it was not opened.</summary>
    public string? Number { get; private set; }

    /// <summary>Why it was not opened, or its first row not done.</summary>
    public Cases.Refusal? Why { get; private set; }

    /// <summary>Faults of the form, and of documents that came with it.</summary>
    public List<FieldFault> Faults { get; } = [];

    /// <summary>Reads the form and enters the case.</summary>
    /// <param name="ready">A last look at the form before it counts: false keeps it from being entered.</param>
    public async Task<SentForm> EnterAsync(HttpContext context, Func<IReadOnlyDictionary<string, StringValues>, Task<bool>> ready)
    {
        var token = context.RequestAborted;
        var form = await SentForm.ReadAsync(context, async (input, name, content, t) =>
        {
            if (DocumentField(input) is null) return null;
            await OpenAsync(context.Request.Form.ToDictionary(StringComparer.Ordinal), ready, t);
            return Number is null ? null : await documents.StoreAsync(current.Id, Number, name, content, current.Officer, t);
        }, token);
        await OpenAsync(form.Values, ready, token);
        if (Number is not null) await RecordAsync(form, token);
        return form;
    }

    /// <summary>Does a row of the case that was entered, in the same officer's name; the refusal when he may not or the row wants more.</summary>
    public async Task<Cases.Refusal?> DoAsync(CaseCommand command, string part, CancellationToken token) =>
        await desk.HandleAsync(Ask(command, part), token) is CaseAnswer.Refused refused ? refused.Why : null;

    /// <summary>The values of a form for the first row's fields.</summary>
    public static Dictionary<string, string> ValuesOf(IReadOnlyDictionary<string, StringValues> form, Procedure sheet) => sheet.Steps[0].Fields.Where(f => f.Kind != FieldKind.Document)
        .Select(f => (f.Name, Value: form.TryGetValue(FormField.Prefix + f.Name, out var typed) ? string.Join('\n', typed.OfType<string>()).Trim() : ""))
        .Where(f => f.Value.Length > 0).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

    private async Task OpenAsync(IReadOnlyDictionary<string, StringValues> form, Func<IReadOnlyDictionary<string, StringValues>, Task<bool>> ready, CancellationToken token)
    {
        if (_tried) return;
        _tried = true;
        _key = form.TryGetValue(SentForm.Key, out var key) && key.ToString() is { Length: > 8 and <= 60 } given && given.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? given : null;
        var values = ValuesOf(form, sheet);
        Faults.AddRange(sheet.Steps[0].Fields.Where(f => f.Required && f.Kind != FieldKind.Document && !values.ContainsKey(f.Name)).Select(f => new FieldFault(f.Name, "field.required")));
        if (!await ready(form) || Faults.Count > 0) return;
        switch (await desk.HandleAsync(Ask(new OpenCase("", 0, values), "") with { Number = null, Procedure = sheet.Id }, token))
        {
            case CaseAnswer.Done done:
                Number = done.Number;
                break;
            case CaseAnswer.Refused refused:
                Why = refused.Why;
                Faults.AddRange(refused.Why.Fields);
                break;
        }
    }

    private async Task RecordAsync(SentForm form, CancellationToken token)
    {
        var values = ValuesOf(form.Values, sheet);
        foreach (var (input, outcome) in form.Documents)
        {
            if (DocumentField(input) is not { } field) continue;
            if (outcome is not StoredDocument.Kept kept)
            {
                Faults.Add(DocumentWords.Fault(field, outcome));
                continue;
            }
            values.TryAdd(field, kept.Sha256);
            await desk.HandleAsync(Ask(new AttachDocument(kept.Sha256, kept.Name, kept.MediaType, kept.Size, 1), null), token);
        }
        Why = await DoAsync(new CompleteStep(1, values), "baris-1", token);
    }

    private string? DocumentField(string input) => input.StartsWith(FormField.FilePrefix, StringComparison.Ordinal)
        ? sheet.Steps[0].Fields.FirstOrDefault(f => f.Kind == FieldKind.Document && f.Name == input[FormField.FilePrefix.Length..])?.Name : null;

    /// <param name="part">Tells the requests of one form apart; null: repeating it is harmless by itself.</param>
    private CaseRequest Ask(CaseCommand command, string? part) => new()
    {
        Office = current.Id, Number = Number, Command = command, Officer = current.Officer, Administrator = current.IsAdministrator,
        IdempotencyKey = _key is null || part is null ? null : part.Length == 0 ? _key : _key + "-" + part,
    };
}
