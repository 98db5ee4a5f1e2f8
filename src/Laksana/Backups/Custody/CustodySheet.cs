namespace Laksana.Backups;

/// <summary>Names that a sheet's rows use so that custody understands them.</summary>
public static class CustodySheet
{
    /// <summary>Copies the case's backup to a medium.</summary>
    public const string Copy = "backup.copy";

    /// <summary>Receives the medium: measured, and accepted with the code of the measurement.</summary>
    public const string Receive = "backup.receive";

    /// <summary>Writes the agenda's line from what the case did.</summary>
    public const string Agenda = "backup.agenda";

    /// <summary>Argument of the first two: the medium's label.</summary>
    public const string MediumArgument = "media";

    /// <summary>Argument of <see cref="Copy"/>: take a backup of this source first, where the case has none.</summary>
    public const string SourceArgument = "sumber";

    /// <summary>Argument of <see cref="Copy"/>: at most so many megabytes a second.</summary>
    public const string RateArgument = "laju";

    /// <summary>Argument of <see cref="Receive"/>: the name of the field that holds the code, since names are unique in a sheet and media change hands twice.</summary>
    public const string CodeArgument = "kode";

    public const string LabelField = "label-media", KindField = "media", DigestField = "sha256-salinan", ComparedField = "salinan-cocok", CodeField = "kode-ukur", PlaceField = "tempat-simpan", ReadableField = "media-terbaca",
        AgendaField = "catatan-agenda";

    public static string CodeFieldOf(IReadOnlyDictionary<string, string> arguments) => arguments.GetValueOrDefault(CodeArgument) is { Length: > 0 } named ? named : CodeField;
}
