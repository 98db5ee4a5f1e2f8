using Laksana.Server.Tests.Api;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The help desk: jfu takes problems in and sorts with kasi, kabid only looks.</summary>
internal static class HelpTrials
{
    private static readonly (string, string)[] Answer = [("pertanyaan", "SIAK lambat"), ("isi", "Kosongkan tembolok."), ("kata", "lemot"), ("tanpa-data-pribadi", "ya"), ("versi", "1")];

    public static readonly TrialTable All = new()
    {
        ["/bantuan"] = async c => await WithSheetAsync(c, new("/bantuan")),
        ["/bantuan/catat"] = async c => await WithSheetAsync(c, new("/bantuan/catat",
            [("isian.lokasi", "kec-a"), ("isian.layanan", "SIAK"), ("isian.pelapor", "Operator Kecamatan"), ("isian.saluran", "telepon"), ("isian.keluhan", "SIAK lambat.")], Sees: "kasi1")),
        ["/bantuan/{number}/jawab"] = async c => new($"/bantuan/{await SortedAsync(c)}/jawab", [("teks", "Tanyakan Kabid."), ("keputusan", "lapor Kabid")], Right: "kasi1", Sees: "jfu1"),
        ["/bantuan/jawaban"] = async c => await WithSheetAsync(c, new("/bantuan/jawaban")),
        ["/bantuan/jawaban/baru"] = async c => await WithSheetAsync(c, new("/bantuan/jawaban/baru", Answer, Sees: "kabid1")),
        ["/bantuan/jawaban/{id}"] = async c => await WithSheetAsync(c, new($"/bantuan/jawaban/{await c.KnownAnswerAsync()}", Answer, Sees: "kabid1")),
        ["/bantuan/jawaban/{id}/tarik"] = async c => await WithSheetAsync(c, new($"/bantuan/jawaban/{await c.KnownAnswerAsync()}/tarik", [("tarik", "ya")], Sees: "kabid1")),
    };

    private static async Task<string> SortedAsync(TrialCases cases)
    {
        await cases.PublishAsync(Sheet);
        var number = await cases.OpenedAsync("bantuan-gangguan-siak", new Dictionary<string, string>());
        await cases.CompletedAsync(number, new Dictionary<string, string>
        {
            ["lokasi"] = "kec-a", ["layanan"] = "SIAK", ["pelapor"] = "Operator Kecamatan", ["saluran"] = "telepon", ["keluhan"] = "SIAK lambat.",
        });
        return number;
    }

    /// <summary>The delivered sheet; whom it sends out is in the trial office the jfu.</summary>
    private static string Sheet => File.ReadAllText(Testing.Repository.Path("procedures/banjarnegara/bantuan-gangguan-siak.yaml"))
        .Replace("  petugas: Petugas\n", "", StringComparison.Ordinal).Replace("pelaksana: petugas", "pelaksana: jfu", StringComparison.Ordinal).Replace(", petugas]", "]", StringComparison.Ordinal);

    private static async Task<Trial> WithSheetAsync(TrialCases cases, Trial trial)
    {
        await cases.PublishAsync(Sheet);
        return trial;
    }
}
