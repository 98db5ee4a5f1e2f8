using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A choice of a field; <paramref name="Words"/> are shown, <paramref name="Value"/> is sent.</summary>
internal sealed record Choice(string Value, string Words, bool Chosen);

/// <summary>How a field is asked.</summary>
internal enum Input { Line, Paragraph, Select, Radios, Checkboxes, Document }

/// <summary>One field of a row's form, drawn by the partial _Field.</summary>
internal sealed record FormField
{
    /// <summary>Before the names of a sheet's fields in a form, so that they never meet the form's own.</summary>
    public const string Prefix = "isian.";

    /// <summary>Before the name of a field whose document is sent.</summary>
    public const string FilePrefix = "dokumen.";

    private const int MostRadios = 4;

    public required string Name { get; init; }
    public required string Id { get; init; }
    public required string Label { get; init; }
    public required Input Input { get; init; }
    public string Type { get; init; } = "text";
    public string? InputMode { get; init; }
    public int? MaxLength { get; init; }
    public string? Hint { get; init; }
    public bool Required { get; init; }
    /// <summary>The browser insists on it; not where the form may be sent without the row.</summary>
    public bool Insists { get; init; } = true;
    public bool MustFill => Required && Insists;
    public string Value { get; init; } = "";
    public string? Fault { get; init; }
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    /// <summary>The value is as whoever asked for the service gave it.</summary>
    public bool FromApplicant { get; init; }
    /// <summary>The machine proposes the value.</summary>
    public bool FromMachine { get; init; }
    /// <summary>Name of the document that was sent before.</summary>
    public string? Document { get; init; }

    /// <summary>Before all names of one row's inputs, where a form holds several rows.</summary>
    public string Scope { get; init; } = "";

    public string InputName => Scope + Prefix + Name;
    public string FileName => Scope + FilePrefix + Name;
    public string? DescribedBy => string.Join(' ', new[] { Hint is null ? null : Id + "-petunjuk", Fault is null ? null : Id + "-salah" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    /// <summary>A field of a case's row, with what was given or typed so far.</summary>
    /// <param name="idPrefix">Keeps ids apart where a page holds several forms.</param>
    /// <param name="run">The passage whose machine may propose a value.</param>
    public static FormField Of(CaseView view, Field field, string? site, TypedForm? typed, string idPrefix, string scope = "", int? run = null)
    {
        var proposed = typed is null && run is { } passage ? view.Values.Proposed(field, passage) : null;
        var given = typed is null ? proposed ?? view.Values.Stored(field, site) : Typed(typed, field, scope);
        var withheld = view.Values.Has(field, site) && field.Personal && !view.Values.MayRead(field);
        return Of(view.Office, field, given, idPrefix, scope) with
        {
            Hint = Joined(field.Hint, withheld ? Say["field.withheld"] : field.Personal ? Say["field.personal"] : null),
            // A value given before may stay as it is.
            Required = field.Required && !withheld,
            Fault = typed?.FaultOf(field.Name) is { } fault ? DocumentWords.Explain(view.Office, fault) : null,
            FromMachine = proposed is not null,
            FromApplicant = typed is null && view.State.IsFromApplicant(CaseValues.Key(field, site)),
            Document = field.Kind == FieldKind.Document && given is { Length: > 0 } ? view.State.Documents.FirstOrDefault(d => d.Sha256 == given)?.Name : null,
        };
    }

    /// <summary>A field of a case that is about to be opened: nothing is needed yet.</summary>
    public static FormField ToOpen(OfficeAtWork office, Field field, TypedForm? typed) => Of(office, field, typed is null ? null : Typed(typed, field, ""), "isian-", "") with
    {
        Hint = Joined(field.Hint, field.Personal ? Say["field.personal"] : null),
        // The page says once that all may stay empty.
        Required = true,
        Insists = false,
        Fault = typed?.FaultOf(field.Name) is { } fault ? DocumentWords.Explain(office, fault) : null,
    };

    /// <summary>A field as the public pages ask it of whoever opens a case there.</summary>
    public static FormField ToAsk(OfficeAtWork office, Field field, TypedForm? typed) => Of(office, field, typed is null ? null : Typed(typed, field, ""), "isian-", "") with
    {
        // The form says once for all of it who sees it.
        Hint = field.Hint,
        Required = field.Required,
        Fault = typed?.FaultOf(field.Name) is { } fault ? DocumentWords.Explain(office, fault) : null,
    };

    private static FormField Of(OfficeAtWork office, Field field, string? value, string idPrefix, string scope) =>
        Shape(office, field, value ?? "") with { Id = idPrefix + field.Name, Scope = scope };

    private static string? Typed(TypedForm typed, Field field, string scope) => field.Kind is FieldKind.MultiChoice or FieldKind.SiteList
        ? string.Join('\n', typed.All(scope + Prefix + field.Name)) : typed[scope + Prefix + field.Name];

    private static string? Joined(params IEnumerable<string?> hints) => string.Join(' ', hints.OfType<string>()) is { Length: > 0 } hint ? hint : null;

    private static FormField Shape(OfficeAtWork office, Field field, string value)
    {
        var plain = new FormField { Name = field.Name, Id = "", Label = CaseValues.Title(field), Input = Input.Line, Value = value };
        return field.Kind switch
        {
            FieldKind.LongText => plain with { Input = Input.Paragraph, MaxLength = 20_000 },
            FieldKind.Number => plain with { Type = "number", InputMode = "decimal" },
            FieldKind.Date => plain with { Type = "date" },
            FieldKind.DateTime => plain with { Type = "datetime-local" },
            FieldKind.Phone => plain with { Type = "tel", MaxLength = 25 },
            FieldKind.Email => plain with { Type = "email", MaxLength = 254 },
            FieldKind.Nik => plain with { InputMode = "numeric", MaxLength = 20 },
            FieldKind.Choice => plain with { Input = Few(field) ? Input.Radios : Input.Select, Choices = [.. field.Choices.Select(c => new Choice(c, c, c == value))] },
            FieldKind.YesNo => plain with { Input = field.Required ? Input.Radios : Input.Select, Choices = [new("ya", Say["yes"], value == "ya"), new("tidak", Say["no"], value == "tidak")] },
            FieldKind.MultiChoice => plain with { Input = Input.Checkboxes, Choices = [.. field.Choices.Select(c => new Choice(c, c, CaseValues.Lines(value).Contains(c)))] },
            FieldKind.Site => plain with { Input = Input.Select, Choices = [.. office.Definition.Sites.Select(s => new Choice(s.Id, s.Name, s.Id == value))] },
            FieldKind.SiteList => plain with { Input = Input.Checkboxes, Choices = [.. office.Definition.Sites.Select(s => new Choice(s.Id, s.Name, CaseValues.Lines(value).Contains(s.Id)))] },
            FieldKind.Document => plain with { Input = Input.Document },
            _ => plain with { MaxLength = 500 },
        };
    }

    private static bool Few(Field field) => field.Required && field.Choices.Count <= MostRadios && field.Choices.All(c => c.Length <= 40);
}
