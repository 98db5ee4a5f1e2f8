using System.Diagnostics;
using System.Globalization;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Installing;

namespace Laksana.Bench;

/// <summary>
/// What the pages cost the server with ten thousand closed cases and a thousand open tasks, and with a hundred times as many. Targets: p95 of
/// inbox and case page under 50 ms, and at most 1.3 times what it was or 3 ms above it; then every page there is, p95 under 60 ms.
/// </summary>
internal static class PagesBench
{
    private const string Office = "banjarnegara";
    private const int Calls = 400;
    private const int CallsOfAny = 100;
    private const int Warm = 30;
    private const double Most = 50;
    private const double MostOfAny = 60;
    private const double MostTimes = 1.3;
    private const double MostAbove = 3;

    private static readonly string[] Officers = ["ratri", "galih", "bagus", "dimas", "laila"];

    /// <summary>The office's everyday requests: one row, done at the counter.</summary>
    private const string ShortSheet = """
        sop: permintaan-singkat
        nama: Permintaan Singkat
        unit: Bidang Uji
        kode-berkas: SKT
        perihal: "Permintaan {hal}"
        pelaksana: {jfu: JFU}
        kegiatan:
          - id: layani
            kegiatan: Melayani permintaan
            pelaksana: jfu
            waktu: 30 menit
            isian: {hal: {jenis: teks-panjang, wajib: ya}}
            selesai: ya
        """;

    /// <param name="words">How many closed cases (1000000); a tenth as many open tasks.</param>
    public static async Task RunAsync(string[] words, Scorecard score)
    {
        var closed = words is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        try
        {
            await RunAsync(folder, closed, score);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, int closed, Scorecard score)
    {
        await using var served = await ServedOffice.StartAsync(folder, [], "--demo");
        await using var database = await LaksanaDatabase.JoinAsync(new DatabaseSettings { DataDirectory = folder });
        var sheets = new PublishedSheets(database, TimeProvider.System);
        await sheets.PublishAsync(Office, ShortSheet, new DateOnly(2020, 1, 1), "installation", "bench", default);
        var office = await new Offices(database, TimeProvider.System).GetAsync(Office, default);
        var all = (await sheets.AllVersionsAsync(Office, default)).OrderBy(s => s.Procedure.Id == "permintaan-singkat").ToList();
        using var key = SealKey.OpenOrCreate(folder);
        var load = new OfficeLoad(database, office, all, key);
        var cookies = new List<string>();
        foreach (var officer in Officers) cookies.Add(await SignedIn.AsAsync(served.Address, Office, officer, DemoInstallation.Password));

        await FillAsync(load, closed / 100, closed / 1000);
        await MeasureAsync(served, load, cookies); // compiles the pages
        var few = await MeasureAsync(served, load, cookies);
        await FillAsync(load, closed - closed / 100, closed / 10 - closed / 1000);
        var many = await MeasureAsync(served, load, cookies);
        Print($"the program resides in {served.ResidentBytes / 1e6:F0} MB");
        Score(score, few, many, load);
        await EveryPageAsync(served, await EveryPage.OfAsync(database), score);
    }

    private static async Task FillAsync(OfficeLoad load, int closed, int tasks)
    {
        var watch = Stopwatch.StartNew();
        await load.FillAsync(closed, tasks);
        // What follows the seals comes to rest first, as it would long have done in an office of that age.
        await load.FollowAsync();
        Print($"{load.Closed.Count} closed cases, {load.Tasks} open tasks, {load.Events} events; filled in {watch.Elapsed.TotalSeconds:F0} s");
    }

    private static void Score(Scorecard score, Dictionary<string, Latencies> few, Dictionary<string, Latencies> many, OfficeLoad load)
    {
        Print($"{"page",-44} {"median ms",10} {"p95 ms",8}   before: {"median",7} {"p95",7}");
        foreach (var (page, before) in few)
        {
            var (was, now) = (before.Percentile(95), many[page].Percentile(95));
            Print($"{page,-44} {many[page].Percentile(50),10:F1} {now,8:F1}           {before.Percentile(50),7:F1} {was,7:F1}");
            score.Under(Invariant($"{page}, {load.Closed.Count:N0} cases: p95"), Most, now, "ms");
            score.Under(Invariant($"{page}: p95 beside {was:F1} ms with {load.Closed.Count / 100:N0} cases"), Math.Max(was * MostTimes, was + MostAbove), now, "ms");
        }
    }

    private static async Task<Dictionary<string, Latencies>> MeasureAsync(ServedOffice served, OfficeLoad load, List<string> cookies)
    {
        var chance = new Random(99);
        string Some(List<string> numbers) => numbers[chance.Next(numbers.Count)];
        var pages = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["inbox"] = () => "/tugas",
            ["inbox, its trays"] = () => "/tugas?baki=" + new[] { "saya", "ambil", "terlambat", "menunggu", "otomatis" }[chance.Next(5)],
            ["inbox, search"] = () => "/tugas?cari=" + new[] { "jaringan", "kecamatan", Some(load.Open), "tidakada" }[chance.Next(4)],
            ["inbox, beneath and other orders"] = () => "/tugas?" + new[] { "baki=bawahan", "baki=bawahan&urut=terbaru", "baki=ambil&urut=perihal", "keadaan=dikembalikan", "lokasi=kalibening" }[chance.Next(5)],
            ["case page, open"] = () => "/berkas/" + Some(load.Open),
            ["case page, closed"] = () => "/berkas/" + Some(load.Closed),
            ["case list"] = () => "/berkas",
            ["case list, by state or sheet"] = () => "/berkas?" + new[] { "status=berjalan", "status=selesai", "status=dibatalkan", "status=terlambat", "sop=pemeliharaan-jaringan" }[chance.Next(5)],
            ["case list, by officer, days, oldest"] = () => "/berkas?" + new[] { "petugas=ratri", "petugas=dimas&status=selesai", "petugas=galih&status=terlambat", "dari=2026-03-01&sampai=2026-03-31", "urut=terlama" }[chance.Next(5)],
            ["case report"] = () => $"/berkas/{Some(load.Closed)}/laporan",
            ["register"] = () => "/agenda",
            ["register, filtered"] = () => "/agenda?" + new[] { "jenis=batal", "jenis=selesai", "jabatan=jfu-piak", "sop=pemeliharaan-jaringan&jenis=kembali", "dari=2026-01-05&sampai=2026-01-09" }[chance.Next(5)],
            ["register, search"] = () => "/agenda?cari=" + new[] { Some(load.Closed), "kecamatan", "tidakada" }[chance.Next(3)],
            ["measures"] = () => "/capaian?masa=" + new[] { "2026", "2026-t2", "2026-03" }[chance.Next(3)],
            ["measures, one sheet"] = () => "/capaian?masa=2026&sop=pemeliharaan-jaringan",
            ["case list, search"] = () => "/berkas?cari=" + new[] { Some(load.Closed), "kecamatan", "permintaan", "tidakada" }[chance.Next(4)],
        };
        var times = new Dictionary<string, Latencies>(StringComparer.Ordinal);
        using var caller = new HttpCaller(served.Address, "");
        foreach (var (page, path) in pages) times[page] = await TimeAsync(caller, cookies, path);
        return times;
    }

    /// <summary>Every page, first some times unmeasured: its first call compiles it.</summary>
    private static async Task EveryPageAsync(ServedOffice served, EveryPage pages, Scorecard score)
    {
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        using var caller = new HttpCaller(served.Address, "");
        foreach (var page in pages.All)
        {
            if (page.Officer is { } officer && !cookies.ContainsKey(officer)) cookies[officer] = await SignedIn.AsAsync(served.Address, Office, officer, DemoInstallation.Password);
            var times = new Latencies();
            for (var i = 0; i < Warm + CallsOfAny; i++)
            {
                var (asked, started) = (page.Path(), Stopwatch.GetTimestamp());
                var status = await caller.GetAsync(asked, (page.Officer is null ? "" : cookies[page.Officer] + "\r\n") + "Accept-Encoding: br\r\n");
                if (i >= Warm) times.Add(Stopwatch.GetElapsedTime(started));
                if (status != 200) throw new InvalidOperationException($"{asked}: {status}");
            }
            score.Under($"{page.Name}: p95", MostOfAny, times.Percentile(95), "ms", Invariant($"median {times.Percentile(50):F1}"));
        }
    }

    private static async Task<Latencies> TimeAsync(HttpCaller caller, List<string> cookies, Func<string> path)
    {
        var times = new Latencies();
        for (var i = 0; i < Calls; i++)
        {
            var asked = path();
            var started = Stopwatch.GetTimestamp();
            var status = await caller.GetAsync(asked, cookies[i % cookies.Count] + "\r\nAccept-Encoding: br\r\n");
            var took = Stopwatch.GetElapsedTime(started);
            if (status == 403 && asked.StartsWith("/berkas/", StringComparison.Ordinal)) continue; // not everybody may see every case
            times.Add(took);
            if (status != 200) throw new InvalidOperationException($"{asked}: {status}");
        }
        return times;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
