using System.Globalization;
using System.Net;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Drafting;
using Laksana.Help;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>Cases of the office alfa, each brought to where something can be tried. No other office has one under the same number.</summary>
internal sealed class TrialCases(ApiFixture server)
{
    public async Task<string> OpenedAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        return await jfu.OpenAsync();
    }

    /// <summary>A draft that jfu2 began, of the sheet in which jfu1 plays a role: its address, and its version.</summary>
    public async Task<(string Address, string Version)> DraftAsync(bool submitted)
    {
        var (drafts, sheets) = (server.Services.GetRequiredService<SheetDrafts>(), server.Services.GetRequiredService<PublishedSheets>());
        var newest = (await sheets.AllVersionsAsync("alfa", default)).Where(v => v.Procedure.Id == "uji-lengkap").MaxBy(v => v.Version)!;
        var number = await drafts.BeginAsync("alfa", "uji-lengkap", newest.Version, newest.Body + "# diubah\n", "jfu2", "coba", default);
        if (submitted) await drafts.SubmitAsync("alfa", number, 1, "coba", new DateOnly(2030, 1, 1), "jfu2", Guid.NewGuid().ToString(), default);
        return ($"/sop/draf/{number}", "1");
    }

    /// <summary>Publishes another sheet in alfa alone.</summary>
    public Task PublishAsync(string sheet) => server.Alfa.Sheets.PublishAsync("alfa", sheet, new DateOnly(2020, 1, 1), "installation", "pertama", default);

    public IServiceProvider Services => server.Services;

    public Database.LaksanaDatabase Database => server.Database;

    public string MediaFolder => server.MediaFolder;

    /// <summary>The delivered sheet on backups: jfu is its administrator.</summary>
    public Task PublishBackupAsync() => PublishAsync(BackupSheetText);

    private static string BackupSheetText => File.ReadAllText(Testing.Repository.Path("procedures/banjarnegara/backup-database.yaml"))
        .Replace("  administrator: Administrator", "  jfu: Administrator", StringComparison.Ordinal).Replace("pelaksana: administrator", "pelaksana: jfu", StringComparison.Ordinal);

    /// <summary>A backup of a source that jfu1 asked for, and that waits for a machine which is not there.</summary>
    public async Task<Guid> TakeJobAsync()
    {
        await PublishBackupAsync();
        return (await server.Services.GetRequiredService<BackupJobs>().AskAsync("alfa", TakeJob.Order("s" + Guid.NewGuid().ToString("N")[..8], "jfu1") with { Machine = "mesin-lain" }, default)).Id;
    }

    /// <summary>A finished backup of alfa in its place: its name.</summary>
    public async Task<string> BackupAsync()
    {
        var folder = await TrialArtifact.WriteAsync(server, "alfa");
        return Path.GetFileName(folder);
    }

    /// <summary>A case of that sheet, opened by jfu1.</summary>
    public async Task<string> OpenedAsync(string sheet, object fields)
    {
        using var jfu = await server.AsAsync("jfu1");
        return (await jfu.PostAsync("/api/v1/cases", new { sheet, fields })).Json["number"]!.GetValue<string>();
    }

    /// <summary>Row 1 done by jfu1.</summary>
    public async Task CompletedAsync(string number, object fields)
    {
        using var jfu = await server.AsAsync("jfu1");
        await jfu.DoAsync(number, "complete", new { fields });
    }

    /// <summary>A backup of alfa that another, newer one stands beside; its id.</summary>
    public async Task<string> RecordedBackupAsync(int daysAgo = 2)
    {
        var (run, at) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow().AddDays(-daysAgo));
        var id = $"{at:yyyy-MM-dd_HHmm}_kependudukan_{run.ToString("N")[^8..]}";
        await server.Services.GetRequiredService<Backups.BackupBook>().RecordAsync("alfa", new Backups.Backup(id, "kependudukan", Backups.SourceKind.PostgreSql, run, null, "jfu1", Environment.MachineName, at, at, 1, 1000, 2000,
            new string('a', 64), new string('b', 64), true, ["kantor"]) { Level = Backups.BackupLevel.Readable, LevelAt = at }, default);
        return id;
    }

    /// <summary>A backup that may expire by hand: newer ones are there.</summary>
    public async Task<string> OldBackupAsync()
    {
        var old = await RecordedBackupAsync(900);
        for (var days = 1; days <= 9; days++) await RecordedBackupAsync(days);
        return old;
    }

    public async Task<string> HeldBackupAsync(string by)
    {
        var backup = await RecordedBackupAsync();
        await server.Services.GetRequiredService<Backups.HoldDesk>().PlaceAsync(new Backups.KeepingForm("alfa", by), backup, "perkara", default);
        return backup;
    }

    /// <summary>A policy that waits for approval, for a source of its own.</summary>
    public async Task<int> PolicyAsync(string by)
    {
        var source = "s" + Guid.NewGuid().ToString("N")[..8];
        return ((Backups.KeepingAnswer.Done)await server.Services.GetRequiredService<Backups.PolicyDesk>().ProposeAsync(new Backups.KeepingForm("alfa", by), source, new Backups.RetentionPolicy(3, 0, 0, 0, 1, 1), "coba", default)).Number;
    }

    /// <summary>A recovery that jfu1 planned of a source of its own, brought to a stage.</summary>
    public async Task<Backups.Recovery> RecoveryAsync(Backups.RecoveryStage stage)
    {
        await PublishAsync(RecoverySheet);
        var (desk, now) = (server.Services.GetRequiredService<Backups.RecoveryDesk>(), TimeProvider.System.GetUtcNow() + server.Ahead);
        var outline = new Backups.RecoveryOutline("alfa", "s" + Guid.NewGuid().ToString("N")[..8], Backups.SourceKind.PostgreSql, "backup", "/tidak-ada", now, "tabel terhapus", null, "siak", "jfu1");
        var recovery = ((Backups.RecoveryAnswer.Done)await desk.PlanAsync(outline, default)).Recovery;
        async Task DoAsync(Backups.RecoveryAct act, string officer = "jfu1", params IReadOnlyList<Backups.TableLoss> losses) =>
            recovery = ((Backups.RecoveryAnswer.Done)await desk.DoAsync(new Backups.RecoveryRequest("alfa", recovery.Id, act, officer) { Losses = losses }, default)).Recovery;
        if (stage == Backups.RecoveryStage.Planned) return recovery;
        await DoAsync(new Backups.RecoveryAct.ReportPreflight(new Backups.PreflightReport(now, "jfu1", [Backups.RecoveryFinding.Fine("key")], 60, 2)));
        await DoAsync(new Backups.RecoveryAct.BeginRestore());
        await DoAsync(new Backups.RecoveryAct.FinishRestore(new Backups.RestoreReport(now, "jfu1", "17", "aa", 1000, 2, 3)));
        await DoAsync(new Backups.RecoveryAct.ReportLoss(new Backups.LossReport(now, "jfu1", 1, 1, 3, 2, 1, true, "16", 1)), "jfu1",
            new Backups.TableLoss("public", "penduduk", Backups.LossMethod.Key, 10, 9, 3, 2, 1, true, "diubah", [new Backups.LossRow("17", "2026-11-16 01:00:00+00", false)], []));
        if (stage == Backups.RecoveryStage.Previewed) return recovery;
        await DoAsync(new Backups.RecoveryAct.Approve("siak", null), "kasi1");
        await DoAsync(new Backups.RecoveryAct.BeginSwap(new Backups.SwapPlan(now, "jfu1", "16", "17", new Dictionary<string, string>())));
        await DoAsync(new Backups.RecoveryAct.FinishSwap(new Backups.SwapReport(now, "jfu1", 0.4, 2)));
        await DoAsync(new Backups.RecoveryAct.BeginUndo("salah pilih"));
        await DoAsync(new Backups.RecoveryAct.FinishUndo(0.3));
        return recovery;
    }

    /// <summary>Undone by jfu1, who asks that what is kept be removed.</summary>
    public async Task<Backups.Recovery> ReleaseAskedAsync()
    {
        var recovery = await RecoveryAsync(Backups.RecoveryStage.Undone);
        return ((Backups.RecoveryAnswer.Done)await server.Services.GetRequiredService<Backups.RecoveryDesk>().DoAsync(new Backups.RecoveryRequest("alfa", recovery.Id, new Backups.RecoveryAct.AskRelease("ruang"), "jfu1"), default)).Recovery;
    }

    /// <summary>A recovery can be planned in alfa, and in beta too when it is asked for.</summary>
    public async Task RecoverableAsync(bool both = false)
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(-2);
        await PublishAsync(RecoverySheet);
        if (both) await server.Beta.Sheets.PublishAsync("beta", RecoverySheet, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        foreach (var office in new[] { "alfa", "beta" })
            await server.Services.GetRequiredService<Backups.BackupBook>().RecordAsync(office, new Backups.Backup("b-" + office, "kependudukan", Backups.SourceKind.PostgreSql, Guid.NewGuid(), null, "jfu1", Environment.MachineName, at, at, 1, 1000, 2000,
                new string('a', 64), new string('b', 64), true, ["kantor"]), default);
    }

    /// <summary>jfu prepares recoveries, kasi approves them.</summary>
    public const string RecoverySheet = """
        sop: uji-pemulihan
        nama: Uji Pemulihan
        unit: Bidang Uji
        kode-berkas: PLH
        perihal: "Pemulihan {basis-data}"
        pelaksana: {jfu: JFU, kasi: KASI}
        kegiatan:
          - id: siap
            kegiatan: Menyiapkan
            pelaksana: jfu
            isian:
              basis-data: {jenis: teks, wajib: ya}
          - {id: pulih, kegiatan: Memulihkan, pelaksana: jfu, tindakan: {nama: recovery.restore, basis-data: "{basis-data}"}}
          - id: setujui
            kegiatan: Menyetujui
            pelaksana: kasi
            petugas-kedua: {beda-dari: [pulih]}
            selesai: ya
        """;

    /// <summary>A list that waits for approval.</summary>
    public async Task<int> ExpiryAsync(string by) =>
        ((Backups.KeepingAnswer.Done)await server.Services.GetRequiredService<Backups.ExpiryDesk>().AskAsync(new Backups.KeepingForm("alfa", by), [await OldBackupAsync()], "salah ambil", default)).Number;

    public async Task<string> WatchVersionAsync() => (await server.Services.GetRequiredService<Backups.WatchBook>().SettingsAsync("alfa", default)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A backup in the book of alfa, whose sheet about backups jfu1 plays a role in.</summary>
    public async Task<string> SheetBackupAsync()
    {
        await PublishAsync(BackupSheet);
        const string Id = "2026-11-16_0800_siak_0badc0de";
        await server.Services.GetRequiredService<BackupBook>().RecordAsync("alfa", new Backup(Id, "siak", SourceKind.PostgreSql, Guid.Parse("0badc0de-0000-7000-8000-000000000000"), null, null, "mesin-lain",
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 10, 20, new string('a', 64), new string('b', 64), true, ["kantor"]), default);
        return Id;
    }

    /// <summary>A check of that backup that waits for a machine which is not there.</summary>
    public async Task<Guid> ProofJobAsync() =>
        (await server.Services.GetRequiredService<BackupJobs>().AskAsync("alfa", DrillJob.Order(await SheetBackupAsync(), null, "jfu1", "mesin-lain"), default)).Id;

    private const string BackupSheet = """
        sop: uji-backup
        nama: Uji Backup
        unit: Bidang Uji
        kode-berkas: UBK
        perihal: "Backup"
        pelaksana: {jfu: JFU, kasi: KASI}
        kegiatan:
          - {id: periksa, kegiatan: Memeriksa, pelaksana: jfu, tindakan: {nama: backup.verify}}
          - {id: terima, kegiatan: Menerima, pelaksana: kasi, selesai: ya}
        """;

    /// <summary>An answer of alfa's help desk in its first version.</summary>
    public async Task<Guid> KnownAnswerAsync()
    {
        var id = Guid.NewGuid();
        await server.Services.GetRequiredService<KnownAnswers>().AddAsync("alfa", "jfu1", id, new AnswerDraft("Sandi operator terkunci", "Buka dari konsol.", ""), null, default);
        return id;
    }

    /// <summary>A sheet that the public opens in alfa, and a case of it; the tracking number.</summary>
    public async Task<string> FollowedAsync()
    {
        await server.Alfa.Sheets.PublishAsync("alfa", ServiceSheet, new DateOnly(2020, 1, 1), "installation", "terbit", default);
        await server.Alfa.Sheets.PublishAsync("alfa", ServiceSheet.Replace("uji-layanan", "uji-aduan", StringComparison.Ordinal).Replace("umum", "pengadu", StringComparison.Ordinal).Replace("LYN", "ADX", StringComparison.Ordinal),
            new DateOnly(2020, 1, 1), "installation", "terbit", default);
        var number = Laksana.Services.TrackingNumber.New();
        var answer = await server.Alfa.Desk.HandleAsync(new CaseRequest
        {
            Office = "alfa", Procedure = "uji-layanan",
            Command = new OpenCase("", 0, new Dictionary<string, string> { ["hal"] = "coba" }) { Public = new PublicOpening(number.Hash(), null, "2026-11-20T08:00") },
        }, default);
        Assert.IsType<CaseAnswer.Done>(answer);
        return number.Text;
    }

    private const string ServiceSheet = """
        sop: uji-layanan
        nama: Uji Layanan
        unit: Bidang Uji
        pelayanan: {pemohon: umum}
        kode-berkas: LYN
        perihal: "Layanan {hal}"
        pelaksana: {jfu: JFU, kasi: KASI, kabid: Kabid}
        kegiatan:
          - {id: terima, kegiatan: Menerima, pelaksana: jfu, isian: {hal: {jenis: teks, wajib: ya, pemohon: ya}}}
          - {id: lapor, kegiatan: Melapor, pelaksana: jfu, kepada: kasi}
          - {id: arsip, kegiatan: Mengarsip, pelaksana: kabid, selesai: ya}
        """;

    /// <summary>Row 1 open and, when asked, begun or paused by jfu1.</summary>
    public async Task<string> OnRowAsync(string? before)
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        if (before is not null) await jfu.DoAsync(number, "begin");
        if (before == "pause") await jfu.DoAsync(number, "pause", new { party = "penyedia", reason = "menunggu" });
        return number;
    }

    /// <summary>A case opened three hours ago, and the moments one and two hours later, as the office's clock showed them.</summary>
    public async Task<(string Number, string Begun, string Finished)> OpenedLongAgoAsync()
    {
        var number = await OpenedAsync();
        var opened = TimeProvider.System.GetUtcNow() + server.Ahead;
        server.Ahead += TimeSpan.FromHours(3);
        return (number, Shown(1), Shown(2));

        string Shown(int hours) => opened.AddHours(7 + hours).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Run 3 is jfu1's report, which lies with kasi1.</summary>
    public async Task<string> ReportedAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "complete");
        await jfu.DoAsync(number, "complete", new { outcome = "baik" });
        await jfu.DoAsync(number, "complete");
        return number;
    }

    /// <summary>The event in which jfu1 recorded a decision of kasi1.</summary>
    public async Task<(string Number, int Event)> RecordedAsync()
    {
        var number = await ReportedAsync();
        using var jfu = await server.AsAsync("jfu1");
        var paper = (await jfu.PostAsync($"/api/v1/cases/{number}/documents?name=kertas.txt", "tanda tangan")).Json["sha256"]!.GetValue<string>();
        var done = await jfu.PostAsync($"/api/v1/cases/{number}/runs/3/acknowledge", new { onBehalf = new { officer = "kasi1", signedPaper = paper } });
        Assert.True(done.Status == HttpStatusCode.OK, done.Text);
        using var kasi = await server.AsAsync("kasi1");
        return (number, (await kasi.GetAsync($"/api/v1/cases/{number}")).Json["toConfirm"]![0]!.GetValue<int>());
    }

    public async Task<(string Number, string Sha256)> AttachedAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        return (number, (await jfu.PostAsync($"/api/v1/cases/{number}/documents?name=surat.txt", "isi surat")).Json["sha256"]!.GetValue<string>());
    }

    /// <summary>A work order for row 1, and the event in which it was issued.</summary>
    public async Task<(string Number, int Event)> OrderedAsync()
    {
        var number = await OpenedAsync();
        var order = new Laksana.Cases.WorkOrder { Run = 1, Officers = ["Petugas jfu1"], Place = "Kecamatan", When = "Senin", Purpose = "Memeriksa modem", SignerPosition = "Kepala Seksi", SignerName = "Petugas kasi1" };
        using var jfu = await server.AsAsync("jfu1");
        var noted = await jfu.PostAsync($"/api/v1/cases/{number}/notes", new { text = order.ToNote() });
        Assert.True(noted.Status == HttpStatusCode.OK, noted.Text);
        return (number, (await jfu.GetAsync($"/api/v1/cases/{number}")).Json["version"]!.GetValue<int>());
    }

    public async Task<string> WithPersonAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = await jfu.OpenAsync();
        await jfu.DoAsync(number, "complete", new { fields = new { barang = "router", pelapor = "Siti" } });
        return number;
    }

    /// <summary>A case on a version that is no longer the newest.</summary>
    public async Task<string> OnOldVersionAsync()
    {
        var old = ApiFixture.Sheet.Replace("uji-lengkap", "uji-pindah", StringComparison.Ordinal).Replace("LKP", "PDH", StringComparison.Ordinal);
        await server.Alfa.Sheets.PublishAsync("alfa", old, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        using var jfu = await server.AsAsync("jfu1");
        var number = (await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-pindah" })).Json["number"]!.GetValue<string>();
        await server.Alfa.Sheets.PublishAsync("alfa", old.Replace("waktu: 5 menit", "waktu: 6 menit", StringComparison.Ordinal), new DateOnly(2020, 1, 1), "installation", "kedua", default);
        return number;
    }

    /// <summary>Row 1's machine runs, or was stopped.</summary>
    public async Task<string> MachineAsync(bool cancelled)
    {
        var sheet = ApiFixture.Sheet.Replace("uji-lengkap", "uji-mesin", StringComparison.Ordinal).Replace("LKP", "MSN", StringComparison.Ordinal)
            .Replace("    pelaksana: jfu\n    isian:", "    pelaksana: jfu\n    tindakan: {nama: network.ping, lokasi: kec-a}\n    isian:", StringComparison.Ordinal);
        await server.Alfa.Sheets.PublishAsync("alfa", sheet, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        using var jfu = await server.AsAsync("jfu1");
        var number = (await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-mesin" })).Json["number"]!.GetValue<string>();
        await jfu.DoAsync(number, "begin");
        if (cancelled) await jfu.DoAsync(number, "action/cancel", new { reason = "salah lokasi" });
        return number;
    }
}
