using Laksana.Backups;
using Laksana.Browser.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Recoveries: planned by dimas, decided on by bagus.</summary>
internal static class RecoverySights
{
    private const string Office = WorkingServer.Office;

    public static readonly SightTable All = new()
    {
        ["backup-pemulihan"] = new("dimas", async office => { await PreviewedAsync(office); return "/backup/pemulihan"; }),
        ["backup-pemulihan-rencana"] = At("dimas", "/backup/pemulihan/rencana"),
        ["backup-pemulihan-satu"] = new("dimas", async office => $"/backup/pemulihan/{await PreviewedAsync(office)}"),
        ["backup-pemulihan-setujui"] = new("bagus", async office => $"/backup/pemulihan/{await PreviewedAsync(office)}/setujui"),
        ["backup-pemulihan-lepas"] = new("bagus", async office => $"/backup/pemulihan/{await ReleasingAsync(office)}/lepas"),
    };

    private static readonly Dictionary<(OfficeInUse, bool), string> Made = [];

    private static async Task<string> PreviewedAsync(OfficeInUse office)
    {
        if (Made.TryGetValue((office, false), out var made)) return made;
        return Made[(office, false)] = (await ToPreviewAsync(office, "siak-desa")).Id;
    }

    /// <summary>Swapped and swapped back; what was kept is asked to be removed.</summary>
    private static async Task<string> ReleasingAsync(OfficeInUse office)
    {
        if (Made.TryGetValue((office, true), out var made)) return made;
        var (id, now) = ((await ToPreviewAsync(office, "arsip-lama")).Id, Now(office));
        await DoAsync(office, id, new RecoveryAct.Approve("siak", "Setuju, di luar jam pelayanan."), "bagus");
        await DoAsync(office, id, new RecoveryAct.BeginSwap(new SwapPlan(now, "dimas", "16", "17", new Dictionary<string, string>())), "dimas");
        await DoAsync(office, id, new RecoveryAct.FinishSwap(new SwapReport(now, "dimas", 0.4, 2)), "dimas");
        await DoAsync(office, id, new RecoveryAct.BeginUndo("Aplikasi tidak dapat dibuka."), "dimas");
        await DoAsync(office, id, new RecoveryAct.FinishUndo(0.3), "dimas");
        await DoAsync(office, id, new RecoveryAct.AskRelease("Ruang disk diperlukan."), "dimas");
        return Made[(office, true)] = id;
    }

    private static async Task<Recovery> ToPreviewAsync(OfficeInUse office, string source)
    {
        var now = Now(office);
        var outline = new RecoveryOutline(Office, source, SourceKind.PostgreSql, "2026-11-19_0730_" + source + "_5afec0de", "/srv/backup", now.AddHours(-20), "Tabel wilayah terhapus.", null, "siak", "dimas");
        var recovery = ((RecoveryAnswer.Done)await office.Services.GetRequiredService<RecoveryDesk>().PlanAsync(outline, default)).Recovery;
        await DoAsync(office, recovery.Id, new RecoveryAct.ReportPreflight(new PreflightReport(now, "dimas", [RecoveryFinding.Fine("key")], 60, 2)), "dimas");
        await DoAsync(office, recovery.Id, new RecoveryAct.BeginRestore(), "dimas");
        await DoAsync(office, recovery.Id, new RecoveryAct.FinishRestore(new RestoreReport(now, "dimas", "17", "aa", 1_200_000_000, 128, 4_211_907)), "dimas");
        await DoAsync(office, recovery.Id, new RecoveryAct.ReportLoss(new LossReport(now, "dimas", 1, 1, 3, 2, 1, true, "16", 1)), "dimas",
            new TableLoss("public", "penduduk", LossMethod.Key, 10, 9, 3, 2, 1, true, "diubah", [new LossRow("17", "2026-11-19 08:00:00+07", false)], []));
        return recovery;
    }

    private static async Task DoAsync(OfficeInUse office, string id, RecoveryAct act, string officer, params IReadOnlyList<TableLoss> losses) =>
        _ = (RecoveryAnswer.Done)await office.Services.GetRequiredService<RecoveryDesk>().DoAsync(new RecoveryRequest(Office, id, act, officer) { Losses = losses }, default);

    private static DateTimeOffset Now(OfficeInUse office) => office.Services.GetRequiredService<TimeProvider>().GetUtcNow();
}
