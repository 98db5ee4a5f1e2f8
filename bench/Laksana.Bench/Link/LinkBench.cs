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
    private const string Reader = "ratri";

    /// <param name="words">Names of the pages to weigh (EveryPage); all when none is named.</param>
    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            await using var served = await ServedOffice.StartAsync(folder, [], "--demo");
            var every = await FillAsync(folder);
            await using var browser = await Browser.StartAsync();
            foreach (var pages in every.All.GroupBy(p => p.Officer))
            {
                var cookies = pages.Key is { } officer ? await SignedIn.AsAsync(served.Address, Office, officer, DemoInstallation.Password) : "";
                if (cookies.Length > 0) await browser.CarryAsync(served.Address, cookies);
                foreach (var page in pages.Where(page => words.Length == 0 || words.Contains(page.Name))) await WeighAsync(browser, served, page, cookies, score);
                if (pages.Key == Reader) await ReadInboxAsync(browser, served, score);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An office that has worked for a while, so that lists are full.</summary>
    private static async Task<EveryPage> FillAsync(string folder)
    {
        await using var database = await LaksanaDatabase.JoinAsync(new DatabaseSettings { DataDirectory = folder });
        var office = await new Offices(database, TimeProvider.System).GetAsync(Office, default);
        using var key = SealKey.OpenOrCreate(folder);
        await new OfficeLoad(database, office, [.. await new PublishedSheets(database, TimeProvider.System).AllVersionsAsync(Office, default)], key).FillAsync(2000, 400);
        return await EveryPage.OfAsync(database);
    }

    private static async Task WeighAsync(Browser browser, ServedOffice served, AskedPage page, string cookies, Scorecard score)
    {
        using var caller = new HttpCaller(served.Address, "");
        var address = page.Path();
        var status = await caller.GetAsync(address, cookies.Length > 0 ? cookies + "\r\n" : "");
        if (status != 200) throw new InvalidOperationException($"{address}: {status}");
        await browser.ForgetAsync();
        await browser.OpenAsync(new Uri(served.Address, address));
        score.Under($"{page.Name}: first load", MostBytes, browser.Bytes, "bytes");
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
