using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Installing;

namespace Laksana.Bench.Link;

/// <summary>
/// What a bad link makes of the pages: 64 kbit/s and 800 ms, in a real browser. Targets: the inbox can be read within 6 s the first time and 4 s after; no page brings more than
/// 25 KB the first time, pictures apart. Without TLS, which costs one or two more turns of 800 ms when a browser has not been there for a while.
/// </summary>
internal static class LinkBench
{
    private const double BytesPerSecond = 64_000 / 8;
    private const double Delay = 800;
    private const double MostBytes = 25_000;
    private const string Office = "banjarnegara";

    private static readonly (string? Officer, string[] Pages)[] Readers =
    [
        (null, ["/masuk", "/panduan", "/panduan/petugas", "/layanan/banjarnegara", "/layanan/banjarnegara/pengaduan", "/layanan/banjarnegara/lacak", "/verifikasi"]),
        ("ratri", ["/tugas", "/berkas", "/berkas/buka", "/berkas/buka?sop=pemeliharaan-jaringan", "/sop", "/sop/pemeliharaan-jaringan", "/sop/penyajian-data-kependudukan", "/sop/draf", "/agenda", "/capaian", "/capaian?sop=pemeliharaan-jaringan", "/kabar", "/akun", "/bantuan", "/bantuan/catat"]),
        ("laila", ["/pengaduan", "/pengaduan/catat", "/pengaduan/buku-log"]),
        ("suryo", ["/beranda"]),
        ("admin", ["/pengaturan", "/pengaturan/petugas", "/pengaturan/jabatan", "/pengaturan/kalender", "/pengaturan/peran", "/pengaturan/akun", "/pengaturan/kabar", "/pengaturan/riwayat"]),
    ];

    /// <param name="words">Addresses of the pages to weigh; all when none is named.</param>
    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            await using var served = await ServedOffice.StartAsync(folder, [], "--demo");
            await FillAsync(folder);
            await using var browser = await Browser.StartAsync();
            foreach (var (officer, pages) in Readers)
            {
                var cookies = officer is null ? "" : await SignedIn.AsAsync(served.Address, Office, officer, DemoInstallation.Password);
                if (officer is not null) await browser.CarryAsync(served.Address, cookies);
                foreach (var page in pages.Where(page => words.Length == 0 || words.Contains(page))) await WeighAsync(browser, served, page, cookies, score);
                if (officer == "ratri") await ReadInboxAsync(browser, served, score);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An office that has worked for a while, so that lists are full.</summary>
    private static async Task FillAsync(string folder)
    {
        await using var database = await LaksanaDatabase.JoinAsync(new DatabaseSettings { DataDirectory = folder });
        var office = await new Offices(database, TimeProvider.System).GetAsync(Office, default);
        using var key = SealKey.OpenOrCreate(folder);
        await new OfficeLoad(database, office, [.. await new PublishedSheets(database, TimeProvider.System).AllVersionsAsync(Office, default)], key).FillAsync(2000, 400);
    }

    private static async Task WeighAsync(Browser browser, ServedOffice served, string page, string cookies, Scorecard score)
    {
        using var caller = new HttpCaller(served.Address, "");
        var status = await caller.GetAsync(page, cookies.Length > 0 ? cookies + "\r\n" : "");
        if (status != 200) throw new InvalidOperationException($"{page}: {status}");
        await browser.ForgetAsync();
        await browser.OpenAsync(new Uri(served.Address, page));
        score.Under($"{page}: first load", MostBytes, browser.Bytes, "bytes");
    }

    private static async Task ReadInboxAsync(Browser browser, ServedOffice served, Scorecard score)
    {
        await browser.SlowDownAsync(BytesPerSecond, Delay);
        await browser.ForgetAsync();
        score.Under("inbox at 64 kbit/s and 800 ms, first time", 6, await browser.OpenAsync(new Uri(served.Address, "/tugas")), "s");
        score.Under("the same, after", 4, await browser.OpenAsync(new Uri(served.Address, "/tugas")), "s");
        await browser.SlowDownAsync(0, 0);
    }
}
