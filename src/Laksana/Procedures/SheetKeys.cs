namespace Laksana.Procedures;

/// <summary>The words of the sheet format: its keys and fixed values, in one place. docs/sheet-format.md explains them.</summary>
public static class SheetKeys
{
    public const string Yes = "ya";
    public const string No = "tidak";
    /// <summary>As the target of an answer: the case ends.</summary>
    public const string End = "selesai";
    public const string Automatic = "otomatis";

    /// <summary>Keys of the whole sheet.</summary>
    public static class Header
    {
        public const string Id = "sop";
        public const string Title = "nama";
        public const string Number = "nomor";
        public const string DecreeNumber = "no-sk";
        public const string Unit = "unit";
        public const string Section = "seksi";
        public const string Dates = "tanggal";
        public const string EnactedBy = "disahkan";
        public const string LegalBasis = "dasar-hukum";
        public const string Qualifications = "kualifikasi";
        public const string Related = "keterkaitan";
        public const string Equipment = "peralatan";
        public const string Warnings = "peringatan";
        public const string Records = "pencatatan";
        public const string SourceText = "sumber";
        public const string Service = "pelayanan";
        public const string CaseCode = "kode-berkas";
        public const string Subject = "perihal";
        public const string CaseLimit = "batas";
        public const string Roles = "pelaksana";
        public const string Openers = "pembuka";
        public const string Parties = "pihak";
        public const string Steps = "kegiatan";
        public const string Schedule = "jadwal";
        public const string Desk = "meja";
        public const string Notes = "catatan";

        public static readonly IReadOnlyList<string> Boxes = [LegalBasis, Qualifications, Related, Equipment, Warnings, Records];

        public static readonly IReadOnlyList<string> All =
        [
            Id, Title, Number, DecreeNumber, Unit, Section, Dates, EnactedBy, .. Boxes, SourceText, Service, CaseCode, Subject,
            CaseLimit, Roles, Openers, Parties, Steps, Schedule, Desk, Notes,
        ];
    }

    /// <summary>Keys of <c>tanggal</c>.</summary>
    public static class Date
    {
        public const string Created = "pembuatan";
        public const string Revised = "revisi";
        public const string Effective = "efektif";
        public const string Enacted = "pengesahan";

        public static readonly IReadOnlyList<string> All = [Created, Revised, Effective, Enacted];
    }

    /// <summary>Keys of <c>pelayanan</c>.</summary>
    public static class Service
    {
        public const string Requirements = "persyaratan";
        public const string Narrative = "narasi";
        public const string Time = "waktu";
        public const string Cost = "biaya";
        public const string Products = "produk";
        public const string Complaints = "pengaduan";
        public const string Applicant = "pemohon";
        public const string Public = "umum";
        public const string Internal = "internal";
        /// <summary>Whoever complains: the sheet takes the complaints of the public.</summary>
        public const string Complainant = "pengadu";

        public static readonly IReadOnlyList<string> All = [Requirements, Narrative, Time, Cost, Products, Complaints, Applicant];
        public static readonly IReadOnlyList<string> Applicants = [Public, Internal, Complainant];
    }

    /// <summary>Keys of a party under <c>pihak</c>.</summary>
    public static class Party
    {
        public const string Title = "nama";
        public const string Limit = "batas";
        /// <summary>The party is whoever asked for the service.</summary>
        public const string Applicant = "pemohon";

        public static readonly IReadOnlyList<string> All = [Title, Limit, Applicant];
    }

    /// <summary>Keys of <c>jadwal</c>.</summary>
    public static class Schedule
    {
        public const string Cron = "cron";
        public const string OnDayOff = "hari-libur";
        public const string Fields = "isian";

        public static readonly IReadOnlyList<string> All = [Cron, OnDayOff, Fields];

        public static readonly IReadOnlyDictionary<string, WorkingDayRule> Rules = new Dictionary<string, WorkingDayRule>
        {
            ["tetap"] = WorkingDayRule.Fire,
            ["lewati"] = WorkingDayRule.Skip,
            ["geser"] = WorkingDayRule.Shift,
        };
    }

    /// <summary>Keys of <c>meja</c>.</summary>
    public static class Desk
    {
        public const string Kind = "jenis";
        public const string Verification = "verifikasi";
        public const string Light = "ringan";
        public const string Heavy = "berat";
        public const string Complaints = "pengaduan";
        public const string Help = "bantuan";

        public static readonly IReadOnlyList<string> All = [Kind, Verification, Light, Heavy];
        public static readonly IReadOnlyList<string> Kinds = [Complaints, Help];
    }

    /// <summary>Keys of a row under <c>kegiatan</c>.</summary>
    public static class Row
    {
        public const string Id = "id";
        public const string Activity = "kegiatan";
        public const string Role = "pelaksana";
        public const string Requirements = "kelengkapan";
        public const string Outputs = "output";
        public const string Time = "waktu";
        public const string Remark = "keterangan";
        public const string SourceText = "sumber";
        public const string Added = "tambahan";
        public const string Fields = "isian";
        public const string Action = "tindakan";
        public const string Decision = "keputusan";
        public const string Next = "lanjut";
        public const string Ends = "selesai";
        public const string ReportsTo = "kepada";
        public const string ReturnTo = "kembali-ke";
        public const string Waits = "tunggu";
        public const string Parallel = "serentak";
        public const string PerSite = "per-lokasi";
        public const string SecondOfficer = "petugas-kedua";

        public static readonly IReadOnlyList<string> All =
        [
            Id, Activity, Role, Requirements, Outputs, Time, Remark, SourceText, Added, Fields, Action, Decision, Next, Ends, ReportsTo,
            ReturnTo, Waits, Parallel, PerSite, SecondOfficer,
        ];
    }

    /// <summary>Keys of <c>tindakan</c>; every other key is an argument of the action.</summary>
    public static class Action
    {
        public const string Name = "nama";
        public const string Start = "mulai";
        /// <summary>As a placeholder on a row repeated for each site: the site of that run.</summary>
        public const string Site = "lokasi";
    }

    /// <summary>Keys of <c>tunggu</c>.</summary>
    public static class Wait
    {
        public const string Party = "pihak";
        public const string WhenNeeded = "bila-perlu";

        public static readonly IReadOnlyList<string> All = [Party, WhenNeeded];
    }

    /// <summary>Keys of <c>petugas-kedua</c>.</summary>
    public static class SecondOfficer
    {
        public const string DifferentFrom = "beda-dari";
        public const string StandIns = "pengganti";

        public static readonly IReadOnlyList<string> All = [DifferentFrom, StandIns];
    }

    /// <summary>Keys of a field under <c>isian</c>.</summary>
    public static class Field
    {
        public const string Kind = "jenis";
        public const string Required = "wajib";
        public const string Label = "label";
        public const string Hint = "petunjuk";
        public const string Choices = "pilihan";
        public const string Personal = "pribadi";
        public const string VisibleTo = "terlihat";
        /// <summary>Asked of whoever opens the case on the public pages: <c>ya</c>, or <c>identitas</c> where it tells who he is.</summary>
        public const string Applicant = "pemohon";
        public const string Identity = "identitas";
        /// <summary>The value that is recorded when the case is opened on the public pages.</summary>
        public const string FromPublicPage = "dari-layanan";
        /// <summary>As such a value: the moment of opening.</summary>
        public const string Moment = "sekarang";
        /// <summary>As such a value: how the complainant wants to be known, one of <see cref="Confidences"/>.</summary>
        public const string Confidence = "kerahasiaan";
        /// <summary>The value is told to whoever asked for the service.</summary>
        public const string ForApplicant = "untuk-pemohon";

        public static readonly IReadOnlyList<string> Applicants = [Yes, Identity];
        public static readonly IReadOnlyList<string> Confidences = ["disebutkan", "dirahasiakan", "anonim"];

        public static readonly IReadOnlyList<string> All = [Kind, Required, Label, Hint, Choices, Personal, VisibleTo, Applicant, FromPublicPage, ForApplicant];

        public static readonly IReadOnlyDictionary<string, FieldKind> Kinds = new Dictionary<string, FieldKind>
        {
            ["teks"] = FieldKind.Text,
            ["teks-panjang"] = FieldKind.LongText,
            ["angka"] = FieldKind.Number,
            ["tanggal"] = FieldKind.Date,
            ["tanggal-jam"] = FieldKind.DateTime,
            ["pilihan"] = FieldKind.Choice,
            ["pilihan-ganda"] = FieldKind.MultiChoice,
            ["ya-tidak"] = FieldKind.YesNo,
            ["telepon"] = FieldKind.Phone,
            ["surel"] = FieldKind.Email,
            ["nik"] = FieldKind.Nik,
            ["alamat-ip"] = FieldKind.IpAddress,
            ["lokasi"] = FieldKind.Site,
            ["daftar-lokasi"] = FieldKind.SiteList,
            ["dokumen"] = FieldKind.Document,
        };
    }
}
