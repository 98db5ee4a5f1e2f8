using Laksana.WorkTime;

namespace Laksana.Procedures;

/// <summary>A row of the flow table.</summary>
public sealed record Step
{
    public required string Id { get; init; }
    /// <summary>The number shown: the source's row (1, 2, …), or the row before with a letter (4a) for a row the source does not have.</summary>
    public required string Number { get; init; }
    /// <summary>A row that the source does not have (<c>tambahan</c>); explained in the notes.</summary>
    public bool Added { get; init; }
    public required string Activity { get; init; }
    public required string Role { get; init; }
    public IReadOnlyList<string> Requirements { get; init; } = [];
    /// <summary>Handling time: runs while someone works on the row. Null where the source gives none.</summary>
    public StandardTime? StandardTime { get; init; }
    public IReadOnlyList<string> Outputs { get; init; } = [];
    public string? Remark { get; init; }
    /// <summary>The scanned words, kept beside the restored ones.</summary>
    public string? SourceText { get; init; }

    public IReadOnlyList<Field> Fields { get; init; } = [];
    public StepAction? Action { get; init; }
    /// <summary>Outcomes of a diamond; empty on an ordinary row. On a row with <see cref="ReportsTo"/> the receiver decides.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];
    /// <summary>
    /// The row after this one; null where the row ends the case or decides. Filled by the reader with the following row when the sheet
    /// says nothing. Rows done at the same time all hold their common way out (here and in <see cref="Ends"/>), also one that decides.
    /// </summary>
    public string? Next { get; init; }
    /// <summary>Rows a superior may send the work back to. The receiver of a report may always send it back to the sender (this row).</summary>
    public IReadOnlyList<string> ReturnTo { get; init; } = [];
    /// <summary>The role that acknowledges the report, or sends it back.</summary>
    public string? ReportsTo { get; init; }
    public Wait? Waits { get; init; }
    /// <summary>Rows with the same name are done at the same time; the case goes on when all are done.</summary>
    public string? Parallel { get; init; }
    /// <summary>Name of the <see cref="FieldKind.SiteList"/> field whose sites each get this row.</summary>
    public string? PerSite { get; init; }
    public bool Ends { get; init; }
    public SecondOfficer? SecondOfficer { get; init; }

    public bool Decides => Outcomes.Count > 0;
}

/// <summary>A labelled way out of a diamond: <paramref name="Target"/> is a step id, or null when this way ends the case (<c>selesai</c>).</summary>
public sealed record Outcome(string Name, string? Target);

/// <summary>Machine work of a row. Arguments may hold <c>{field}</c> placeholders.</summary>
/// <param name="Automatic">Starts as soon as the row is reached (<c>mulai: otomatis</c>) instead of when an officer begins the row.</param>
public sealed record StepAction(string Name, bool Automatic, IReadOnlyDictionary<string, string> Arguments);

/// <summary>
/// The row waits for an outside party while the office's clock stands still.
/// </summary>
/// <param name="Always">True: from the moment the row is begun until it is completed. False (<c>bila-perlu</c>): when the officer says so.</param>
public sealed record Wait(string Party, bool Always);

/// <summary>
/// Four eyes: whoever does this row must not have done <paramref name="DifferentFrom"/>. Where nobody else holds the row's role
/// (a vacant post, or one person in both roles), the roles in <paramref name="StandIns"/> may do it, in that order, and the register says so.
/// </summary>
public sealed record SecondOfficer(IReadOnlyList<string> DifferentFrom, IReadOnlyList<string> StandIns);

/// <summary>A typed value asked of whoever does the row.</summary>
public sealed record Field
{
    public required string Name { get; init; }
    /// <summary>Words beside the input; the name with its hyphens as spaces when the sheet gives none.</summary>
    public required string Label { get; init; }
    public required FieldKind Kind { get; init; }
    public bool Required { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    public string? Hint { get; init; }
    /// <summary>Personal data (UU 27/2022): in events only as a salted digest, shown only to <see cref="VisibleTo"/>.</summary>
    public bool Personal { get; init; }
    /// <summary>
    /// Roles that may read a personal value; the role of the asking row when the sheet names none. Of a document: roles that may read what is sent for
    /// this field; everybody who sees the case when the sheet names none.
    /// </summary>
    public IReadOnlyList<string> VisibleTo { get; init; } = [];
    /// <summary>Whether the public pages ask it of whoever opens the case (<c>pemohon</c>).</summary>
    public ApplicantPart Applicant { get; init; }
    /// <summary>The value recorded by itself when the case is opened on the public pages (<c>dari-layanan</c>): literal, <c>sekarang</c> or <c>kerahasiaan</c>.</summary>
    public string? FromPublicPage { get; init; }
    /// <summary>The value is shown to whoever asked for the service, on the page that tracks it (<c>untuk-pemohon</c>).</summary>
    public bool ForApplicant { get; init; }
}

/// <summary>A field's part in the form of whoever opens a case on the public pages.</summary>
public enum ApplicantPart
{
    /// <summary>Not asked.</summary>
    None,
    /// <summary><c>pemohon: ya</c>: asked.</summary>
    Asked,
    /// <summary><c>pemohon: identitas</c>: asked, because it tells who he is; nothing of it is kept of a complainant who gives no name.</summary>
    Identity,
}

/// <summary>Kinds of a field with the sheet's word (<c>jenis</c>) and the form of its value as text.</summary>
public enum FieldKind
{
    /// <summary><c>teks</c>: one line, at most 500 characters.</summary>
    Text,
    /// <summary><c>teks-panjang</c>: at most 20,000 characters.</summary>
    LongText,
    /// <summary><c>angka</c>: invariant decimal number.</summary>
    Number,
    /// <summary><c>tanggal</c>: yyyy-MM-dd.</summary>
    Date,
    /// <summary><c>tanggal-jam</c>: yyyy-MM-ddTHH:mm in the office's zone.</summary>
    DateTime,
    /// <summary><c>pilihan</c>: one of the choices.</summary>
    Choice,
    /// <summary><c>pilihan-ganda</c>: choices, one a line.</summary>
    MultiChoice,
    /// <summary><c>ya-tidak</c>: <c>ya</c> or <c>tidak</c>.</summary>
    YesNo,
    /// <summary><c>telepon</c>: digits, spaces, +, -, parentheses.</summary>
    Phone,
    /// <summary><c>surel</c>: an e-mail address.</summary>
    Email,
    /// <summary><c>nik</c>: 16 digits; always personal.</summary>
    Nik,
    /// <summary><c>alamat-ip</c>: IPv4 or IPv6.</summary>
    IpAddress,
    /// <summary><c>lokasi</c>: id of one of the office's sites.</summary>
    Site,
    /// <summary><c>daftar-lokasi</c>: ids of sites, one a line.</summary>
    SiteList,
    /// <summary><c>dokumen</c>: SHA-256 (hex) of a document attached to the case.</summary>
    Document,
}
