using Laksana.Backups;
using Laksana.Browser.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Keeping backups, and the watch.</summary>
internal static class KeepingSights
{
    public static readonly SightTable All = new()
    {
        ["backup-simpan"] = new("dimas", async office => { await FilledAsync(office); return "/backup/simpan"; }),
        ["backup-simpan-usul"] = Sight.At("dimas", "/backup/simpan/usul"),
        ["backup-simpan-kebijakan"] = new("bagus", async office => $"/backup/simpan/kebijakan/{await PolicyAsync(office)}"),
        ["backup-simpan-tahan"] = new("dimas", async office => $"/backup/simpan/tahan/{await TakenAsync(office, 1)}"),
        ["backup-simpan-lepas"] = new("bagus", async office => $"/backup/simpan/lepas/{await HeldAsync(office)}"),
        ["backup-simpan-hapus"] = new("dimas", async office => { await FilledAsync(office); return "/backup/simpan/hapus"; }),
        ["backup-simpan-daftar"] = new("bagus", async office => $"/backup/simpan/daftar/{await ListAsync(office)}"),
        ["backup-pengawasan"] = new("bagus", async office => { await WatchedAsync(office); return "/backup/pengawasan"; }),
        ["backup-pengawasan-atur"] = Sight.At("dimas", "/backup/pengawasan/atur"),
    };

    private static readonly KeepingForm Dimas = new(WorkingServer.Office, "dimas");

    internal static async Task<string> TakenAsync(OfficeInUse office, int daysAgo, BackupLevel level = BackupLevel.Readable)
    {
        var (run, at) = (Guid.NewGuid(), office.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-daysAgo));
        var id = $"{at:yyyy-MM-dd_HHmm}_kependudukan_{run.ToString("N")[^8..]}";
        await office.Services.GetRequiredService<BackupBook>().RecordAsync(WorkingServer.Office, new Backup(id, "kependudukan", SourceKind.PostgreSql, run, null, "dimas", "server-uji", at, at, 12, 40_000_000, 90_000_000,
            new string('a', 64), new string('b', 64), true, ["kantor"]) { Level = level, LevelAt = at }, default);
        return id;
    }

    private static async Task FilledAsync(OfficeInUse office)
    {
        for (var days = 30; days >= 1; days -= 4) await TakenAsync(office, days, (BackupLevel)(days % 4));
        await HeldAsync(office);
    }

    private static async Task<string> HeldAsync(OfficeInUse office)
    {
        var backup = await TakenAsync(office, 3);
        await office.Services.GetRequiredService<HoldDesk>().PlaceAsync(Dimas, backup, "Permintaan inspektorat daerah", default);
        return backup;
    }

    private static async Task<int> PolicyAsync(OfficeInUse office)
    {
        await FilledAsync(office);
        var open = (await office.Services.GetRequiredService<RetentionBook>().ReadAsync(WorkingServer.Office, default)).Policies.FirstOrDefault(p => p.Decision is null);
        return open?.Version ?? ((KeepingAnswer.Done)await office.Services.GetRequiredService<PolicyDesk>().ProposeAsync(Dimas, "", new RetentionPolicy(2, 0, 0, 0, 2, 1), "Disk server terbatas", default)).Number;
    }

    private static async Task<int> ListAsync(OfficeInUse office)
    {
        await FilledAsync(office);
        var backup = await TakenAsync(office, 200);
        return ((KeepingAnswer.Done)await office.Services.GetRequiredService<ExpiryDesk>().AskAsync(Dimas, [backup], "Diambil dari server uji", default)).Number;
    }

    /// <summary>A damaged backup is found, and told in a case.</summary>
    internal static async Task WatchedAsync(OfficeInUse office)
    {
        var damaged = await TakenAsync(office, 2);
        await office.Services.GetRequiredService<BackupBook>().CheckAsync(WorkingServer.Office, damaged, null, BackupLevel.Readable, CheckOutcome.Failed, 3, "blok ke-12 tidak terbaca", "installation", default);
        await office.Services.GetRequiredService<WatchRound>().LookAsync(WorkingServer.Office, default);
    }
}
