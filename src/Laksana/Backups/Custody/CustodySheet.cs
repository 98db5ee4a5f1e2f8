namespace Laksana.Backups;

/// <summary>Names that a sheet's rows use so that custody understands them.</summary>
public static class CustodySheet
{
    /// <summary>Copies the case's backup to a medium.</summary>
    public const string Copy = "backup.copy";

    /// <summary>Receives the medium: measured, and accepted with the code of the measurement.</summary>
    public const string Receive = "backup.receive";

    /// <summary>Argument of both: the medium's label.</summary>
    public const string MediumArgument = "media";

    /// <summary>Argument of <see cref="Copy"/>: at most so many megabytes a second.</summary>
    public const string RateArgument = "laju";

    /// <summary>Fields: the label, the kind of medium, the copy's digest, whether it was compared, the measurement's code, where the medium is kept.</summary>
    public const string LabelField = "label-media", KindField = "media", DigestField = "sha256-salinan", ComparedField = "salinan-cocok", CodeField = "kode-ukur", PlaceField = "tempat-simpan", ReadableField = "media-terbaca";
}
