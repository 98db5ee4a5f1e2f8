using Laksana.Backups;
using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Documents;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Laksana.Browser.Tests.Sights;

/// <summary>An office on a working day: a case in every state that a page can show, made without the pages.</summary>
public sealed class OfficeInUse : WorkingServer, Xunit.IAsyncLifetime
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly Dictionary<string, string> _numbers = [];
    private NpgsqlConnection? _lock;

    /// <summary>Number of the case in a state: "baru", "terlambat", "setengah" …</summary>
    public string Number(string state) => _numbers[state];

    public async Task<int> RunAsync(string state, string office = Office) => (await StateAsync(Number(state), office)).OpenRuns.First().Run;

    async ValueTask Xunit.IAsyncLifetime.InitializeAsync()
    {
        await StartAsync();
        await LateAsync();
        _numbers["baru"] = await FaultAsync();
        _numbers["setengah"] = await HalfWayAsync();
        _numbers["menunggu"] = await WaitingAsync();
        _numbers["laporan"] = await ReportedAsync();
        await ReturnedAsync();
        await OnBehalfAsync();
        await ClosedAsync();
        _numbers["dibatalkan"] = await FaultAsync();
        await DoAsync("dimas", Number("dibatalkan"), new CancelCase("Tercatat dua kali."));
        await ParallelAsync();
        await SitesAsync();
        await RequestAsync();
        await BackupsAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (_lock is not null) await _lock.DisposeAsync();
        await DisposeAsync();
    }

    private async Task LateAsync()
    {
        _numbers["terlambat"] = await FaultAsync();
        await Step("terlambat", "ratri", 1, Nothing);
        await DoAsync("ratri", Number("terlambat"), new BeginStep(await RunAsync("terlambat")));
        Now += TimeSpan.FromMinutes(40);
    }

    /// <summary>At the question for the second time, after a "no" and a wait for the provider.</summary>
    private async Task<string> HalfWayAsync()
    {
        var number = await WaitingAsync();
        Now += TimeSpan.FromMinutes(25);
        await DoAsync("ratri", number, new CompleteStep(await OpenRunAsync(number), new Dictionary<string, string> { ["nomor-tiket"] = "IN-44871", ["jawaban-penyedia"] = "Konektor di tiang diganti." }));
        await DoAsync("ratri", number, new BeginStep(await OpenRunAsync(number)));
        await DoAsync("ratri", number, new AddNote("Camat menelepon, minta kabar sebelum pukul 11."));
        return number;
    }

    private async Task<string> WaitingAsync()
    {
        var number = _numbers["?"] = await FaultAsync();
        await Step("?", "ratri", 1, Nothing, remark: "Dicatat lewat telepon.");
        await Step("?", "ratri", 3, new() { ["hasil-perangkat-lunak"] = "baik" });
        await Step("?", "ratri", 4, new() { ["alamat-ip"] = "10.33.12.14", ["hasil-alamat"] = "sesuai" });
        await Step("?", "galih", 12, new() { ["hasil-ping"] = "tidak menjawab" });
        await Step("?", "ratri", 3, new() { ["lampu-daya"] = "menyala", ["lampu-sambungan"] = "merah" });
        await Step("?", "ratri", 2, new() { ["penyebab"] = "jaringan penyedia" }, outcome: "tidak");
        await DoAsync("ratri", number, new BeginStep(await OpenRunAsync(number)));
        return number;
    }

    /// <summary>A case whose report waits for its receiver.</summary>
    public async Task<string> ReportedAsync()
    {
        var number = _numbers["?"] = await HalfWayAsync();
        await Step("?", "ratri", 1, new() { ["penyebab"] = "jaringan penyedia", ["perbaikan"] = "Penyedia mengganti konektor." }, outcome: "ya");
        await Step("?", "ratri", 2, new() { ["ringkasan"] = "Jaringan Kecamatan Kalibening putus karena konektor di tiang; diganti penyedia, sudah normal." });
        return number;
    }

    private async Task ReturnedAsync()
    {
        _numbers["dikembalikan"] = await ReportedAsync();
        await DoAsync("dimas", Number("dikembalikan"), new ReturnForCorrection(await RunAsync("dikembalikan"), "cek-modem", "Foto lampu modem belum ada.", []));
    }

    private async Task OnBehalfAsync()
    {
        var number = _numbers["atas-nama"] = await ReportedAsync();
        var paper = (StoredDocument.Kept)await Services.GetRequiredService<DocumentStore>().StoreAsync(Office, number, "disposisi.jpg", new MemoryStream([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), "ratri", default);
        await DoAsync("ratri", number, new AttachDocument(paper.Sha256, paper.Name, paper.MediaType, paper.Size, await RunAsync("atas-nama")));
        await DoAsync("ratri", number, new AcknowledgeReport(await RunAsync("atas-nama"), null, "Setuju.") { OnBehalf = new OnBehalfOf("dimas", paper.Sha256) });
    }

    private async Task ClosedAsync()
    {
        var number = _numbers["selesai"] = await ReportedAsync();
        await DoAsync("dimas", number, new AcknowledgeReport(await OpenRunAsync(number)));
        await Step("selesai", "dimas", 3, Nothing);
        await DoAsync("bagus", number, new AcknowledgeReport(await OpenRunAsync(number)));
        await Step("selesai", "ratri", 2, Nothing);
    }

    /// <summary>A case with rows that are done at the same time.</summary>
    public async Task<string> AtOnceAsync() => (await DoAsync("ratri", null, new OpenCase("", 0, new Dictionary<string, string> { ["periode"] = "November 2026" }), "pengelolaan-jaringan")).Number;

    /// <summary>A case of the sheet's first version while a second one is in force.</summary>
    public async Task<string> OnOldVersionAsync()
    {
        const string sheet = "hak-akses-siak-ktpel";
        if (_numbers.TryGetValue("versi-lama", out var number)) return number;
        number = (await DoAsync("bagus", null, new OpenCase("", 0, new Dictionary<string, string> { ["unit-pengusul"] = "Kecamatan Batur" }), sheet)).Number;
        var sheets = Services.GetRequiredService<PublishedSheets>();
        var body = (await sheets.FindAsync(Office, sheet, 1, default))!.Body.Replace("waktu: 10 menit", "waktu: 15 menit", StringComparison.Ordinal);
        await sheets.PublishAsync(Office, body, new DateOnly(2026, 11, 20), "suryo", "Waktu disesuaikan dengan capaian.", default);
        return _numbers["versi-lama"] = number;
    }

    private async Task ParallelAsync() => _numbers["serentak"] = await AtOnceAsync();

    private async Task SitesAsync()
    {
        const string office = "ciamis";
        _numbers["lokasi"] = (await DoAsync("lilis", null, new OpenCase("", 0, new Dictionary<string, string> { ["periode"] = "November 2026", ["nomor-surat-perintah"] = "800/77", ["tanggal-surat-perintah"] = "2026-11-19" }),
            "pemeliharaan-jaringan-intra", office)).Number;
        await Step("lokasi", "lilis", 3, Nothing, office: office);
        await Step("lokasi", "cecep", 5, new() { ["isi-disposisi"] = "Bentuk tim." }, office: office);
        await Step("lokasi", "cecep", 12, new() { ["daftar-lokasi"] = "setda\nbappeda\npanjalu", ["anggota-tim"] = "Deni dan Nita", ["mulai-pengecekan"] = "2026-11-20" }, office: office);
        await Step("lokasi", "nita", 18, new() { ["perangkat-dicek"] = "Router dan sakelar", ["hasil-koneksi"] = "baik", ["penandatangan"] = "Kepala subbagian umum" }, outcome: "baik", office: office);
        await DoAsync("deni", Number("lokasi"), new BeginStep(await RunAsync("lokasi", office)), office: office);
        await MachineEndsAsync(Number("lokasi"), office);
    }

    private async Task RequestAsync() => _numbers["permohonan"] = (await DoAsync("ratri", null, new OpenCase("", 0, new Dictionary<string, string>
    {
        ["instansi"] = "Bappeda", ["nama-pemohon"] = "Contoh Pemohon", ["data-diminta"] = "Jumlah penduduk menurut kecamatan dan umur", ["keperluan"] = "Penyusunan rencana kerja",
    }), "penyajian-data-kependudukan")).Number;

    /// <summary>One that the machine has finished, one that failed, and one that it works on: a table is locked.</summary>
    private async Task BackupsAsync()
    {
        await BackupAsync("mesin-berhasil");
        await MachineEndsAsync(Number("mesin-berhasil"));
        _lock = new NpgsqlConnection(new NpgsqlConnectionStringBuilder((await TestCluster.GetAsync()).SuperuserConnectionString) { Database = DemoPopulation.Name, Pooling = false }.ConnectionString);
        await _lock.OpenAsync();
        await using (var find = new NpgsqlCommand("begin; do $$ declare t text; begin for t in select tablename from pg_tables where schemaname = 'public' loop execute format('lock table %I in access exclusive mode', t); end loop; end $$", _lock))
            await find.ExecuteNonQueryAsync();
        await BackupAsync("mesin-gagal");
        var failed = (await StateAsync(Number("mesin-gagal"))).OpenRuns.First();
        await DoAsync(null, Number("mesin-gagal"), new ReportActionFailure(failed.Run, failed.Machine!.ActionRun, "Server database tidak menjawab.", "Periksa kabel dan daya server, lalu ulangi proses."));
        await BackupAsync("mesin-berjalan");
    }

    private async Task BackupAsync(string state)
    {
        var number = _numbers[state] = (await DoAsync("dimas", null, new OpenCase("", 0, new Dictionary<string, string> { ["basis-data"] = "kependudukan", ["waktu-backup"] = "2026-11-20T10:00" }), "backup-database")).Number;
        await Step(state, "dimas", 1, Nothing);
        await DoAsync("dimas", number, new BeginStep(await RunAsync(state)));
    }

    private async Task Step(string state, string officer, int minutes, Dictionary<string, string> fields, string? outcome = null, string? remark = null, string office = Office)
    {
        var number = Number(state);
        var run = await RunAsync(state, office);
        if ((await StateAsync(number, office)).FindRun(run)!.Status == RunStatus.Ready)
            await DoAsync(officer, number, new BeginStep(run), office: office);
        await MachineEndsAsync(number, office);
        Now += TimeSpan.FromMinutes(minutes);
        await DoAsync(officer, number, new CompleteStep(run, fields, outcome, remark), office: office);
    }

    private async Task<int> OpenRunAsync(string number) => (await StateAsync(number)).OpenRuns.First().Run;

    private async Task MachineEndsAsync(string number, string office = Office)
    {
        for (var tries = 0; (await StateAsync(number, office)).OpenRuns.Any(r => r.Machine?.Status == MachineStatus.Running); tries++)
        {
            if (tries > 600) throw new TimeoutException($"The machine's work in {number} does not end.");
            await Task.Delay(100);
        }
    }
}
