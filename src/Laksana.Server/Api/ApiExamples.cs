using System.Text.Json.Nodes;

namespace Laksana.Server.Api;

/// <summary>An example of each body that a call takes; a test reads every one back into its shape.</summary>
internal static class ApiExamples
{
    private static readonly string Paper = new('a', 64);

    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(OpenForm)] = """{"sheet": "pemeliharaan-jaringan", "fields": {}}""",
        [typeof(NoteForm)] = """{"text": "Petugas di lokasi sudah dihubungi."}""",
        [typeof(ReasonForm)] = """{"reason": "Permohonan dicabut oleh pemohon."}""",
        [typeof(LinkForm)] = """{"other": "PML-2026-0001", "kind": "duplicate", "reason": "Gangguan yang sama dilaporkan dua kali."}""",
        [typeof(ConfirmForm)] = """{"event": 12, "agrees": true}""",
        [typeof(AfterwardsForm)] = """{"rows": [{"step": "periksa-lokasi", "begun": "2026-11-20T02:10:00Z", "finished": "2026-11-20T03:05:00Z", "fields": {"temuan": "Kabel putus"}}]}""",
        [typeof(CompleteForm)] = $$$"""{"fields": {"temuan": "Kabel putus"}, "outcome": "tidak", "remark": "Diganti besok", "onBehalf": {"officer": "bagus", "signedPaper": "{{{Paper}}}"} }""",
        [typeof(AcknowledgeForm)] = """{"outcome": "ya"}""",
        [typeof(ReturnForm)] = """{"to": "periksa-lokasi", "reason": "Foto tidak terbaca.", "sites": ["kalibening"]}""",
        [typeof(ReleaseForm)] = """{"reason": "Salah ambil."}""",
        [typeof(ReassignForm)] = """{"to": "ratri", "reason": "Petugas semula sedang cuti."}""",
        [typeof(PauseForm)] = """{"party": "penyedia", "reason": "Menunggu suku cadang."}""",
        [typeof(ResumeForm)] = """{"answer": "Suku cadang sudah datang."}""",
        [typeof(MoveForm)] = """{"to": 2, "steps": {"periksa": "periksa-lokasi"}, "reason": "Revisi SOP."}""",
        [typeof(EraseForm)] = """{"fields": ["nama-pemohon"], "reason": "Permintaan pemilik data."}""",
        [typeof(SheetText)] = """{"text": "sop: contoh\nnama: Contoh\n"}""",
        [typeof(PublishForm)] = """{"text": "sop: contoh\nnama: Contoh\n", "whatChanged": "Waktu baris 3 menjadi 10 menit.", "effective": "2026-12-01"}""",
        [typeof(CalendarForm)] = """{"text": "jam-kerja:\n  senin: [\"07:30-12:00\", \"12:45-16:00\"]\n"}""",
        [typeof(EnrolForm)] = """{"name": "Ratri Wulandari", "administrator": false}""",
        [typeof(AppointForm)] = """{"since": "2026-11-20", "capacity": "plt", "warrant": "800.1.3.1/500/2026"}""",
        [typeof(AbsenceForm)] = """{"until": "2026-11-27", "reason": "Cuti tahunan"}""",
        [typeof(VerifyForm)] = """{"heads": [], "skipDocuments": false}""",
        [typeof(TakeForm)] = """{"source": "kependudukan", "bytesPerSecond": 20000000}""",
        [typeof(CheckForm)] = """{"level": "terbaca"}""",
        [typeof(PlanForm)] = """{"source": "kependudukan", "reason": "Tabel wilayah terhapus.", "backup": "2026-11-20_0730_kependudukan_1a2b3c4d"}""",
        [typeof(WorkForm)] = """{"task": "undo", "reason": "Aplikasi tidak dapat dibuka."}""",
        [typeof(ApprovalForm)] = """{"name": "siak", "remark": "Setuju, di luar jam pelayanan."}""",
        [typeof(AcknowledgementForm)] = """{"note": "Teknisi penyedia sudah dihubungi."}""",
        [typeof(SiteForm)] = """{"answers": false}""",
        [typeof(ClockForm)] = """{"to": "2026-11-23T01:00:00Z"}""",
    };

    public static IReadOnlyCollection<Type> Shapes => All.Keys;

    /// <summary>The example of a shape; null when it has none.</summary>
    public static JsonNode? Of(Type shape) => All.TryGetValue(shape, out var text) ? JsonNode.Parse(text) : null;
}
