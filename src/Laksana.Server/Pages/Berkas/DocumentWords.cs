using System.Globalization;
using Laksana.Cases;
using Laksana.Documents;
using Laksana.Officers;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Documents in words.</summary>
internal static class DocumentWords
{
    /// <summary>Faults of an upload carry codes of these pages; all others are the case's own.</summary>
    private const string Own = "upload.";

    public static FieldFault Fault(string field, StoredDocument outcome) => outcome switch
    {
        StoredDocument.TooLarge large => new FieldFault(field, Own + "too-large", Size(large.Limit)),
        StoredDocument.WrongType wrong => new FieldFault(field, Own + "wrong-type", wrong.Accepted),
        StoredDocument.CaseFull full => new FieldFault(field, Own + "case-full", Size(full.Limit)),
        StoredDocument.NoRoom => new FieldFault(field, Own + "no-room"),
        StoredDocument.TooManyAtOnce => new FieldFault(field, Own + "too-many"),
        _ => new FieldFault(field, Own + "empty"),
    };

    public static string Explain(OfficeAtWork office, FieldFault fault) => fault.Code.StartsWith(Own, StringComparison.Ordinal)
        ? Say[fault.Code, [.. fault.Arguments]]
        : CaseWords.Explain(fault, office.Zone, office.NameOf);

    /// <summary>"1,4 MB"</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0:0} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };
}
