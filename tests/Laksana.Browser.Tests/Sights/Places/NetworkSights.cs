using Laksana.Browser.Tests.Serving;
using Laksana.Database;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Notices;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The network: a router that is down with sites behind it, one that comes and goes, one under maintenance; a provider's office without a map.</summary>
internal static class NetworkSights
{
    private const string Office = WorkingServer.Office, Number = "GGN-2026-0007", Ended = "GGN-2026-0006";

    public static readonly SightTable All = new()
    {
        ["jaringan"] = new("ratri", At("/jaringan")),
        ["jaringan-unsur"] = new("ratri", At("/jaringan/unsur/punggelan")),
        ["jaringan-unsur-sambungan"] = new("ratri", At("/jaringan/unsur/ke-wanayasa")),
        ["jaringan-topologi"] = new("ratri", At("/jaringan/topologi")),
        ["jaringan-gangguan"] = new("ratri", At("/jaringan/gangguan")),
        ["jaringan-gangguan-satu"] = new("ratri", At("/jaringan/gangguan/" + Number)),
        ["jaringan-gangguan-berakhir"] = new("ratri", At("/jaringan/gangguan/" + Ended)),
        ["jaringan-ketersediaan"] = new("bagus", At("/jaringan/ketersediaan")),
        ["jaringan-pemeliharaan"] = new("ratri", At("/jaringan/pemeliharaan?unsur=batur")),
        ["jaringan-pemeliharaan-salah"] = new("ratri", At("/jaringan/pemeliharaan"))
        {
            Then = async (_, clerk) =>
            {
                await clerk.Page.FillAsync("#unsur", "entah");
                await clerk.Page.FillAsync("#alasan", "Ganti kabel");
                await clerk.Page.Locator("main form.card button").Last.GoThroughAsync();
            },
        },
        ["jaringan-peta"] = new("admin", At("/jaringan/peta")),
        ["jaringan-peta-kosong"] = new("admin", _ => Task.FromResult("/jaringan/topologi"), "pesisir-selatan"),
        ["jaringan-peta-sambungan"] = new("admin", At("/jaringan/peta/sambungan")),
        ["jaringan-peta-ubah"] = new("admin", At("/jaringan/peta/sasaran/ubah/batur-tanya")),
        ["jaringan-peta-tambah"] = new("admin", At("/jaringan/peta/sambungan/tambah")),
        ["jaringan-peta-hapus"] = new("admin", At("/jaringan/peta/penyedia/hapus/penyedia-radio")),
        ["jaringan-peta-impor"] = new("admin", At("/jaringan/peta/impor")),
        ["jaringan-peta-impor-salah"] = new("admin", At("/jaringan/peta/impor"))
        {
            Then = async (_, clerk) =>
            {
                await clerk.Page.SetInputFilesAsync("#tabel-perangkat", new Microsoft.Playwright.FilePayload { Name = "perangkat.csv", MimeType = "text/csv", Buffer = "ID;Nama;Jenis;Lokasi\nrouter-a;Router A;kotak;entah\nrouter-a;;router;\n"u8.ToArray() });
                await clerk.Page.Locator("main form.card button").Last.GoThroughAsync();
            },
        },
        ["jaringan-aturan"] = new("admin", At("/jaringan/aturan")),
        ["jaringan-terima"] = new(null, async office => { await FilledAsync(office); return office.Services.GetRequiredService<AnswerLinks>().For(Office, "ratri", Number, office.Now); }),
        ["jaringan-terima-lewat"] = Sight.At(null, "/jaringan/terima/lewat"),
    };

    private static Func<OfficeInUse, Task<string>> At(string address) => async office =>
    {
        await FilledAsync(office);
        return address;
    };

    private static async Task FilledAsync(OfficeInUse office)
    {
        var (database, now) = (office.Services.GetRequiredService<LaksanaDatabase>(), office.Now);
        if (await office.Services.GetRequiredService<IncidentBook>().FindAsync(Office, Number, default) is not null) return;
        // Another node has the watch, so that nothing here is measured anew.
        await database.DoAsync(Office, "insert into network_lease (office, owner, token, until, watched_until) values ($1, 'lain', 1, now() + interval '1 day', $2) on conflict (office) do update set owner = 'lain', until = excluded.until, watched_until = $2", Office, now.AddSeconds(-20));
        foreach (var other in new[] { "ciamis", "pesisir-selatan" })
            await database.DoAsync(other, "insert into network_lease (office, owner, token, until) values ($1, 'lain', 1, now() + interval '1 day') on conflict do nothing", other);
        var sites = (await office.AtWorkAsync()).Definition.Sites;
        await office.Services.GetRequiredService<MapDesk>().ChangeAsync(Office, new MapChange("admin", Officers.AdministrationActs.NetworkMapImported, Office) { Put = [.. DemoNetwork.Of(sites)] }, default);
        var map = await office.Services.GetRequiredService<NetworkMaps>().GetAsync(Office, default);
        var began = now.AddMinutes(-34);
        foreach (var element in map.Elements.Keys)
        {
            var (standing, root, flapping, maintained) = element switch
            {
                "ke-wanayasa" => (Standing.Down, null, false, false),
                "wanayasa" => (Standing.Down, "ke-wanayasa", false, false),
                "punggelan" => (Standing.Degraded, (string?)null, true, false),
                "batur" => (Standing.Down, null, false, true),
                "website" => (Standing.Unknown, null, false, false),
                _ => (Standing.Up, null, false, false),
            };
            await database.DoAsync(Office, "insert into network_element_state (office, element, standing, since, flapping, root, maintained, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $4) on conflict do nothing",
                Office, element, (short)standing, began, flapping, OrNull.Text(root), maintained);
            await database.DoAsync(Office, "insert into network_watched (office, element, since) values ($1, $2, $3) on conflict do nothing", Office, element, now.AddDays(-40));
        }
        await database.DoAsync(Office, "insert into network_span (office, element, since, until, standing, root) values ($1, 'wanayasa', $2, null, 3, 'ke-wanayasa'), ($1, 'ke-wanayasa', $2, null, 3, null), ($1, 'punggelan', $3, $4, 3, null) on conflict do nothing",
            Office, began, now.AddDays(-3), now.AddDays(-3).AddHours(5));
        foreach (var target in map.Targets)
            await database.DoAsync(Office, "insert into network_target_state (office, target, standing, since, flapping, finding, detail, changed_at) values ($1, $2, $3, $4, false, $5, $6, $4) on conflict do nothing",
                Office, target.Number, (short)(target.Element == "wanayasa" ? Standing.Down : Standing.Up), began, target.Element == "wanayasa" ? ProbeFindings.Timeout : ProbeFindings.Ok, target.Element == "wanayasa" ? "tanpa jawaban 5 detik" : "");
        await MeasuredAsync(database, map.TargetsOf("punggelan").Single().Number, now);
        await IncidentsAsync(office, database, began, now);
        await office.Services.GetRequiredService<WindowBook>().PlanAsync(Office, new MaintenanceWindow(Guid.NewGuid(), "batur", now.AddHours(-1), now.AddHours(2), "Ganti antena di menara", "galih", now.AddHours(-2), null), default);
    }

    /// <summary>A day of latencies with an hour without an answer.</summary>
    private static async Task MeasuredAsync(LaksanaDatabase database, int target, DateTimeOffset now)
    {
        var chance = new Random(7);
        foreach (var day in new[] { now.AddDays(-1), now }.Select(d => DateOnly.FromDateTime(d.UtcDateTime)))
        {
            var body = new byte[RollRow.DayLength];
            for (var place = 0; place < RollRow.BucketsInDay; place++)
            {
                var at = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) + RollBucket.Short * place;
                if (at > now) break;
                var bucket = new RollBucket();
                for (var i = 0; i < 30; i++)
                    if (place is > 200 and < 212) bucket.Add(ProbeOutcome.Down, null);
                    else bucket.Add(ProbeOutcome.Up, 9000 + chance.Next(6000) + (place % 40 == 0 ? 40_000 : 0));
                bucket.Write(body.AsSpan(place * RollBucket.Size));
            }
            await database.DoAsync(Office, "insert into network_day (office, target, day, body) values ($1, $2, $3, $4) on conflict do nothing", Office, target, day, body);
        }
    }

    private static async Task IncidentsAsync(OfficeInUse office, LaksanaDatabase database, DateTimeOffset began, DateTimeOffset now)
    {
        const string Evidence = """[["wanayasa-tanya","tcp","127.0.0.15","timeout","tanpa jawaban 5 detik"]]""";
        await database.DoAsync(Office, """
            insert into network_incident (office, number, element, state, kind, began_at, opened_at, ended_at, between_with, affected, evidence, case_time, case_number, level)
            values ($1, $2, 'ke-wanayasa', 0, 2, $3, $3, null, 'router-inti', 1, $4, $3, $5, 1), ($1, $6, 'punggelan', 1, 0, $7, $7, $8, '', 0, $4, $7, null, 1)
            """, Office, Number, began, Evidence, office.Number("setengah"), Ended, now.AddDays(-3), now.AddDays(-3).AddHours(5));
        await database.DoAsync(Office, "insert into network_affected (office, number, element) values ($1, $2, 'wanayasa')", Office, Number);
        foreach (var (place, kind, arguments, officer) in new (int, string, string, string?)[]
        {
            (1, IncidentEvents.Opened, "[\"1\"]", null), (2, IncidentEvents.Told, "[\"1\",\"2\"]", null), (3, IncidentEvents.CaseOpened, $"[\"{office.Number("setengah")}\"]", null),
        })
            await database.DoAsync(Office, "insert into network_incident_event (office, number, place, at, kind, arguments, officer) values ($1, $2, $3, $4, $5, $6, $7)",
                Office, Number, place, began.AddMinutes(place), kind, arguments, OrNull.Text(officer));
        foreach (var (place, kind, arguments) in new[] { (1, IncidentEvents.Opened, "[\"0\"]"), (2, IncidentEvents.Acknowledged, "[\"halaman\"]"), (3, IncidentEvents.Recovered, "[]") })
            await database.DoAsync(Office, "insert into network_incident_event (office, number, place, at, kind, arguments, officer) values ($1, $2, $3, $4, $5, $6, $7)",
                Office, Ended, place, now.AddDays(-3).AddMinutes(place * 5), kind, arguments, OrNull.Text(place == 2 ? "galih" : null));
    }
}
