using Laksana.Backups;
using Laksana.Server.Tests.Api;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Recoveries: jfu prepares them, kasi approves.</summary>
internal static class RecoveryTrials
{
    public static readonly TrialTable All = new()
    {
        ["/backup/pemulihan"] = async c => { await c.RecoverableAsync(); return new("/backup/pemulihan"); },
        ["/backup/pemulihan/rencana"] = async c => { await c.RecoverableAsync(); return new("/backup/pemulihan/rencana", [("sumber", "kependudukan"), ("alasan", "tabel terhapus")]); },
        ["/backup/pemulihan/{id}"] = async c => new($"/backup/pemulihan/{(await c.RecoveryAsync(RecoveryStage.Previewed)).Id}", [("tugas", "batalkan"), ("alasan", "tidak perlu")]),
        ["/backup/pemulihan/{id}/setujui"] = async c => new($"/backup/pemulihan/{(await c.RecoveryAsync(RecoveryStage.Previewed)).Id}/setujui", [("nama", "siak"), ("keputusan", "disetujui")], Right: "kasi1", Sees: "jfu1"),
        ["/backup/pemulihan/{id}/lepas"] = async c => await c.ReleaseAskedAsync() is var r ? new($"/backup/pemulihan/{r.Id}/lepas", [("nama", r.Names.Beside), ("keputusan", "disetujui")], Right: "kasi1", Sees: "jfu1") : null!,
    };
}
