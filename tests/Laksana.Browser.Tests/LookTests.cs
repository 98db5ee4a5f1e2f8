using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests;

/// <summary>The pages where the work happens, at a desk and on a phone, in daylight and in the dark; kept as pictures for people to judge.</summary>
public sealed class LookTests(DemoServer server, Chromium chromium) : IClassFixture<DemoServer>
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData(1360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1360, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task tasks_lists_and_a_case_on_its_way(int width, ColorScheme colours)
    {
        var number = await HalfWayAsync();
        var page = await chromium.WindowAsync(server.Address, width, colours: colours);
        await page.SignInAsync("ratri");
        foreach (var (name, path) in new[] { ("tugas", "/tugas"), ("daftar", "/berkas"), ("buka", "/berkas/buka"), ("buka-isi", "/berkas/buka?sop=pemeliharaan-jaringan"), ("berkas", "/berkas/" + number),
                     ("tunggu", $"/berkas/{number}/tunggu/{await RunAsync(number)}"), ("menyusul", $"/berkas/{number}/menyusul") })
        {
            await page.GotoAsync(path);
            await page.KeepAsync($"{name}-{width}-{colours}");
        }
        var reported = await ReportedAsync();
        await page.SignOutAsync();
        await page.SignInAsync("dimas");
        foreach (var (name, path) in new[] { ("tugas-kasi", "/tugas"), ("laporan", "/berkas/" + reported), ("kembalikan", $"/berkas/{reported}/kembalikan/{await RunAsync(reported)}"),
                     ("serahkan", $"/berkas/{number}/serahkan/{await RunAsync(number)}"), ("batalkan", $"/berkas/{number}/batalkan") })
        {
            await page.GotoAsync(path);
            await page.KeepAsync($"{name}-{width}-{colours}");
        }
        await page.SignOutAsync();
        await page.SignInAsync("ratri");
        await page.GotoAsync($"/berkas/{reported}/atas-nama/{await RunAsync(reported)}");
        await page.KeepAsync($"atas-nama-{width}-{colours}");
    }

    private async Task<int> RunAsync(string number) => (await server.StateAsync(number)).OpenRuns.First().Run;

    /// <summary>At the modem, after a "no" at the question and a wait for the provider.</summary>
    private async Task<string> HalfWayAsync()
    {
        var number = await server.FaultAsync();
        await Step(number, "ratri", 1, Nothing, remark: "Dicatat lewat telepon.");
        await Step(number, "ratri", 3, new() { ["hasil-perangkat-lunak"] = "baik" });
        await Step(number, "ratri", 4, new() { ["alamat-ip"] = "10.33.12.14", ["hasil-alamat"] = "sesuai" });
        await Step(number, "galih", 12, new() { ["hasil-ping"] = "tidak menjawab" });
        await Step(number, "ratri", 3, new() { ["lampu-daya"] = "menyala", ["lampu-sambungan"] = "merah" });
        await Step(number, "ratri", 2, new() { ["penyebab"] = "jaringan penyedia" }, outcome: "tidak");
        var run = await RunAsync(number);
        await server.DoAsync("ratri", number, new BeginStep(run));
        server.Now += TimeSpan.FromMinutes(25);
        await server.DoAsync("ratri", number, new CompleteStep(run, new Dictionary<string, string> { ["nomor-tiket"] = "IN-44871", ["jawaban-penyedia"] = "Konektor di tiang diganti." }));
        await server.DoAsync("ratri", number, new BeginStep(await RunAsync(number)));
        await server.DoAsync("ratri", number, new AddNote("Camat menelepon, minta kabar sebelum pukul 11."));
        server.Now += TimeSpan.FromMinutes(2);
        return number;
    }

    /// <summary>Reported to the head of section.</summary>
    private async Task<string> ReportedAsync()
    {
        var number = await HalfWayAsync();
        await Step(number, "ratri", 1, new() { ["penyebab"] = "jaringan penyedia", ["perbaikan"] = "Penyedia mengganti konektor." }, outcome: "ya");
        await Step(number, "ratri", 2, new() { ["ringkasan"] = "Jaringan Kecamatan Kalibening putus karena konektor di tiang; diganti penyedia, sudah normal." });
        return number;
    }

    private async Task Step(string number, string officer, int minutes, Dictionary<string, string> fields, string? outcome = null, string? remark = null)
    {
        var run = await RunAsync(number);
        if ((await server.StateAsync(number)).FindRun(run)!.Status == RunStatus.Ready)
            await server.DoAsync(officer, number, new BeginStep(run));
        server.Now += TimeSpan.FromMinutes(minutes);
        await server.DoAsync(officer, number, new CompleteStep(run, fields, outcome, remark));
    }
}
