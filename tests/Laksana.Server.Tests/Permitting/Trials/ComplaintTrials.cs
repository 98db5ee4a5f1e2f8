using Laksana.Server.Tests.Api;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Complaints.</summary>
internal static class ComplaintTrials
{
    public static readonly TrialTable All = new()
    {
        ["/pengaduan"] = async c => await WithSheetAsync(c, new("/pengaduan")),
        ["/pengaduan/catat"] = async c => await WithSheetAsync(c, new("/pengaduan/catat",
            [("isian.saluran", "telepon"), ("isian.diterima-pada", "2026-01-05T08:00"), ("isian.pokok-aduan", "Antrean loket"), ("isian.isi-pengaduan", "Lama."), ("duplikat", "baru")], Sees: "kasi1")),
        ["/pengaduan/buku-log"] = async c => await WithSheetAsync(c, new("/pengaduan/buku-log")),
        ["/pengaduan/{number}/tanda-terima"] = async c => await WithSheetAsync(c, new($"/pengaduan/{await OpenedAsync(c)}/tanda-terima", Sees: "kasi1")),
        ["/pengaduan/{number}/notulen"] = async c => await WithSheetAsync(c, new($"/pengaduan/{await OpenedAsync(c)}/notulen")),
    };

    /// <summary>The delivered sheet with the roles of the trial office: jfu enters, kasi is complained about, kabid judges.</summary>
    private static string Sheet => Testing.Repository.Path("procedures/banjarnegara/pengaduan-layanan.yaml") is var path ? File.ReadAllText(path)
        .Replace("  petugas: ", "  jfu: ", StringComparison.Ordinal).Replace("  bagian: ", "  kasi: ", StringComparison.Ordinal).Replace("  sekretaris: ", "  kabid: ", StringComparison.Ordinal)
        .Replace("pelaksana: petugas", "pelaksana: jfu", StringComparison.Ordinal).Replace("pelaksana: bagian", "pelaksana: kasi", StringComparison.Ordinal)
        .Replace("pelaksana: sekretaris", "pelaksana: kabid", StringComparison.Ordinal).Replace("kepada: bagian", "kepada: kasi", StringComparison.Ordinal)
        .Replace("[petugas, sekretaris]", "[jfu, kabid]", StringComparison.Ordinal) : "";

    private static async Task<string> OpenedAsync(TrialCases cases)
    {
        await cases.PublishAsync(Sheet);
        return await cases.OpenedAsync("pengaduan-layanan", new Dictionary<string, string> { ["pokok-aduan"] = "Antrean loket" });
    }

    private static async Task<Trial> WithSheetAsync(TrialCases cases, Trial trial)
    {
        await cases.PublishAsync(Sheet);
        return trial;
    }
}
