using Laksana.Server.Tests.Api;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Checks and trial restores of backups.</summary>
internal static class ProofTrials
{
    public static readonly TrialTable All = new()
    {
        ["/backup/uji"] = async c => { await c.CheckedBackupAsync(); return new("/backup/uji"); },
        ["/backup/uji/{id}"] = async c => new($"/backup/uji/{await c.CheckedBackupAsync()}", [("tingkat", "utuh")]),
        ["/backup/uji/hentikan/{job}"] = async c => new($"/backup/uji/hentikan/{await c.ProofJobAsync()}", RedirectsWithoutForm: true),
        ["/backup/uji/aturan"] = async c =>
        {
            await c.CheckedBackupAsync();
            return new("/backup/uji/aturan", [("terbaru", "7"), ("lama", "30"), ("skema", "ya"), ("mulai", "18:00"), ("sampai", "05:00")], Right: "admin");
        },
    };
}
