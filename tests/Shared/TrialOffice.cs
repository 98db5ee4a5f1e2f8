using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Testing;

/// <summary>A small office in a real database, with everything that works on cases.</summary>
public sealed class TrialOffice
{
    public const string Definition = """
        kantor: {0}
        nama: Dinas Uji
        pemerintah: Pemerintah Kabupaten Uji
        zona: WIB
        batas-antre: 1 hari
        jabatan:
          kepala:  {nama: Kepala Dinas}
          kabid-x: {nama: Kepala Bidang, atasan: kepala}
          kasi-x:  {nama: Kepala Seksi, atasan: kabid-x}
          jfu-x:   {nama: Pengolah Data, atasan: kasi-x}
        peran:
          jfu: [jfu-x]
          kasi: [kasi-x]
          kabid: [kabid-x]
        lokasi:
          kec-a: {nama: Kecamatan A, alamat: 127.0.0.1}
          kec-b: {nama: Kecamatan B, alamat: 127.0.0.1}
        """;

    public const string Calendar = """
        jam-kerja:
          senin:  ["00:00-24:00"]
          selasa: ["00:00-24:00"]
          rabu:   ["00:00-24:00"]
          kamis:  ["00:00-24:00"]
          jumat:  ["00:00-24:00"]
          sabtu:  ["00:00-24:00"]
          minggu: ["00:00-24:00"]
        """;

    /// <summary>Five rows that follow one another, done by the JFU, and a report to the Kasi.</summary>
    public const string Sheet = """
        sop: uji-langkah
        nama: Uji Langkah
        unit: Bidang Uji
        kode-berkas: UJI
        perihal: "Uji {barang}"
        pelaksana: {jfu: JFU, kasi: KASI, kabid: Kabid}
        pihak: {penyedia: Penyedia}
        kegiatan:
          - id: terima
            kegiatan: Menerima
            pelaksana: jfu
            isian:
              barang: {jenis: teks, wajib: ya}
              pelapor: {jenis: teks, pribadi: ya}
          - {id: periksa, kegiatan: Memeriksa, pelaksana: jfu, waktu: 5 menit}
          - {id: perbaiki, kegiatan: Memperbaiki, pelaksana: jfu, waktu: 10 menit}
          - {id: coba, kegiatan: Mencoba, pelaksana: jfu, waktu: 10 menit}
          - {id: lapor, kegiatan: Melapor, pelaksana: jfu, kepada: kasi, waktu: 5 menit, kembali-ke: [periksa]}
          - {id: arsip, kegiatan: Mengarsip, pelaksana: jfu, waktu: 5 menit, selesai: ya}
        """;

    private TrialOffice(string id, LaksanaDatabase database, TimeProvider clock, IReadOnlySet<string> actions)
    {
        (Id, Database) = (id, database);
        Offices = new Offices(database, clock);
        Books = new OfficeDesk(database, Offices, clock);
        Sheets = new PublishedSheets(database, clock);
        Loader = new CaseLoader(database);
        Desk = new CaseDesk(database, Offices, Sheets, Loader, new KnownActions(actions), clock);
        Inbox = new Inbox(database, Sheets, new PersonalSearch(database, Sheets, Loader), clock);
    }

    public string Id { get; }
    public LaksanaDatabase Database { get; }
    public Offices Offices { get; }
    public OfficeDesk Books { get; }
    public PublishedSheets Sheets { get; }
    public CaseLoader Loader { get; }
    public CaseDesk Desk { get; }
    public Inbox Inbox { get; }

    public static async Task<TrialOffice> NewAsync(LaksanaDatabase database, string id, TimeProvider? clock = null, params string[] actions)
    {
        var office = new TrialOffice(id, database, clock ?? TimeProvider.System, actions.ToHashSet(StringComparer.Ordinal));
        await office.Books.InstallAsync(id, Definition.Replace("{0}", id, StringComparison.Ordinal), Calendar, default);
        foreach (var (officer, position) in new[] { ("jfu1", "jfu-x"), ("jfu2", "jfu-x"), ("kasi1", "kasi-x"), ("kabid1", "kabid-x") })
        {
            await office.Books.EnrolAsync(id, new NewOfficer(officer, "Petugas " + officer), default);
            await office.Books.AppointAsync(id, officer, position, Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        }
        await office.Books.EnrolAsync(id, new NewOfficer("lain", "Petugas lain"), default);
        await office.Sheets.PublishAsync(id, Sheet, new DateOnly(2020, 1, 1), "installation", "terbit pertama", default);
        return office;
    }

    /// <summary>An office that is there already, in another program.</summary>
    public static Task<TrialOffice> ThereAsync(LaksanaDatabase database, string id) => Task.FromResult(new TrialOffice(id, database, TimeProvider.System, new HashSet<string>()));

    /// <summary>The same office through another desk with its own cache: a second node.</summary>
    public TrialOffice OnAnotherNode(TimeProvider? clock = null, params string[] actions) => new(Id, Database, clock ?? TimeProvider.System, actions.ToHashSet(StringComparer.Ordinal));

    public Task<CaseAnswer> AskAsync(string? officer, string? number, CaseCommand command, string? key = null, int? seen = null, bool strict = false) =>
        Desk.HandleAsync(new CaseRequest
        {
            Office = Id, Number = number, Officer = officer, Command = command, IdempotencyKey = key, Seen = seen, Strict = strict,
            Procedure = command is OpenCase ? "uji-langkah" : null,
        }, default);

    public async Task<CaseAnswer.Done> DoAsync(string? officer, string? number, CaseCommand command, string? key = null) =>
        await AskAsync(officer, number, command, key) as CaseAnswer.Done ?? throw new InvalidOperationException($"{command} was not done: {await AskAsync(officer, number, command, key)}");

    public Task<CaseAnswer.Done> OpenAsync(string? key = null) =>
        DoAsync("jfu1", null, new OpenCase("", 0, new Dictionary<string, string> { ["barang"] = "router", ["pelapor"] = "Siti Aminah" }), key);
}
