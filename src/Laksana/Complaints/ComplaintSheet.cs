namespace Laksana.Complaints;

/// <summary>
/// The names by which a complaint sheet (<c>meja: {jenis: pengaduan}</c>) calls its rows and fields. A sheet may leave any of them out; what needs it is then empty.
/// </summary>
public static class ComplaintSheet
{
    public const string Record = "terima-pengaduan", Verify = "verifikasi", Forward = "teruskan", Merge = "gabungkan", Log = "catat-log", Notify = "beri-tahu-bagian",
        Classify = "golongkan", Solve = "selesaikan", Investigate = "investigasi", Meet = "rapat", FollowUp = "tindak-lanjut", Answer = "jawab";

    public const string Topic = "pokok-aduan", Channel = "saluran", ReceivedAt = "diterima-pada", LaporNumber = "nomor-lapor", Identity = "identitas-pengadu",
        Name = "nama-pengadu", Nik = "nik-pengadu", Phone = "telepon-pengadu", Email = "surel-pengadu", Address = "alamat-pengadu", Text = "isi-pengaduan", Attachment = "lampiran",
        LogNumber = "nomor-log", Section = "bagian-diadukan", Description = "uraian-untuk-bagian", SameCase = "berkas-yang-sama", ForwardedTo = "instansi-tujuan",
        AnsweredAt = "dijawab-pada", AnsweredBy = "cara-jawaban", ForwardedBy = "pengadu-diberi-tahu", MergedBy = "cara-pemberitahuan",
        MeetingAt = "rapat-pada", MeetingDecision = "putusan-rapat";

    /// <summary>Values of <see cref="Identity"/>.</summary>
    public const string Named = "disebutkan", Confidential = "dirahasiakan", Anonymous = "anonim";

    /// <summary>The fields that tell who complains.</summary>
    public static readonly IReadOnlyList<string> Person = [Name, Nik, Phone, Email, Address];

    /// <summary>Whom a complaint waits for.</summary>
    public const string Complainant = "pengadu";

    /// <summary>Beginning of the answer of <see cref="Classify"/> that says a complaint is light; any other is heavy.</summary>
    public const string LightOutcome = "ringan";
}
