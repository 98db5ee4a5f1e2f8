using System.Globalization;
using Laksana.Network;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Server.Tests.Api;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The network of alfa: jfu and those above him work by a sheet that is about it; the map is the administrator's.</summary>
internal static class NetworkTrials
{
    public static readonly TrialTable All = new()
    {
        ["/jaringan"] = c => MappedAsync(c, new("/jaringan")),
        ["/jaringan/unsur/{id}"] = c => MappedAsync(c, new("/jaringan/unsur/router-uji")),
        ["/jaringan/topologi"] = c => MappedAsync(c, new("/jaringan/topologi")),
        ["/jaringan/gangguan"] = c => MappedAsync(c, new("/jaringan/gangguan")),
        ["/jaringan/gangguan/{nomor}"] = async c => await MappedAsync(c, new("/jaringan/gangguan/" + await IncidentAsync(c))),
        ["/jaringan/gangguan/{nomor}/terima"] = async c => await MappedAsync(c, new($"/jaringan/gangguan/{await IncidentAsync(c)}/terima", RedirectsWithoutForm: true)),
        ["/jaringan/terima/{tanda}"] = async c => new("/jaringan/terima/" + await LinkAsync(c)),
        ["/jaringan/ketersediaan"] = c => MappedAsync(c, new("/jaringan/ketersediaan")),
        ["/jaringan/ketersediaan/unduh"] = c => MappedAsync(c, new("/jaringan/ketersediaan/unduh")),
        ["/jaringan/pemeliharaan"] = c => MappedAsync(c, new("/jaringan/pemeliharaan", [("unsur", "router-uji"), ("mulai", Local(1)), ("selesai", Local(2)), ("alasan", "Ganti kipas")])),
        ["/jaringan/pemeliharaan/{id}/akhiri"] = async c => await MappedAsync(c, new($"/jaringan/pemeliharaan/{await WindowAsync(c)}/akhiri", RedirectsWithoutForm: true)),
        ["/jaringan/peta"] = c => MappedAsync(c, new("/jaringan/peta")),
        ["/jaringan/peta/{jenis}"] = c => MappedAsync(c, new("/jaringan/peta/perangkat")),
        ["/jaringan/peta/{jenis}/unduh"] = c => MappedAsync(c, new("/jaringan/peta/perangkat/unduh")),
        ["/jaringan/peta/impor"] = c => MappedAsync(c, new("/jaringan/peta/impor", [], Right: "admin", File: "perangkat")),
        ["/jaringan/peta/{jenis}/tambah"] = c => MappedAsync(c, new("/jaringan/peta/penyedia/tambah", [("name", "Penyedia " + Guid.NewGuid().ToString("N")[..6])], Right: "admin")),
        ["/jaringan/peta/{jenis}/ubah/{id}"] = c => MappedAsync(c, new("/jaringan/peta/perangkat/ubah/router-uji", [("name", "Router uji"), ("type", "router")], Right: "admin")),
        ["/jaringan/peta/{jenis}/hapus/{id}"] = c => MappedAsync(c, new("/jaringan/peta/perangkat/hapus/router-uji", [], Right: "admin")),
        ["/jaringan/aturan"] = async c => await MappedAsync(c, new("/jaringan/aturan",
            [("versi", (await c.Services.GetRequiredService<NetworkSettingsBook>().ReadAsync("alfa", default)).Version.ToString(CultureInfo.InvariantCulture)), ("periksa", "3"), ("pulih", "2"), ("ulang", "5"), ("buka", "5"), ("lanjut", "60"), ("naik", "30")], Right: "admin")),
    };

    private const string Sheet = """
        sop: uji-jaringan
        nama: Uji Jaringan
        unit: Bidang Uji
        kode-berkas: UJR
        perihal: "Jaringan"
        pelaksana: {jfu: JFU, kasi: KASI}
        kegiatan:
          - {id: tanya, kegiatan: Menanyai, pelaksana: jfu, tindakan: {nama: network.ping, lokasi: kec-a}}
          - {id: terima, kegiatan: Menerima, pelaksana: kasi, selesai: ya}
        """;

    /// <summary>The office has the sheet, and a router on its map that nobody asks.</summary>
    internal static async Task<Trial> MappedAsync(TrialCases cases, Trial trial)
    {
        await cases.PublishAsync(Sheet);
        await cases.Services.GetRequiredService<MapDesk>().ChangeAsync("alfa", new MapChange("admin", AdministrationActs.NetworkMapChanged, "router-uji") { Put = [new MapDevice("router-uji") { Name = "Router uji", Type = DeviceType.Router }] }, default);
        return trial;
    }

    /// <summary>An incident of a number of its own, as the watch writes one.</summary>
    internal static async Task<string> IncidentAsync(TrialCases cases)
    {
        var number = "GGN-2026-" + Random.Shared.Next(10_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        await cases.Database.DoAsync("alfa", """
            insert into network_incident (office, number, element, state, kind, began_at, opened_at, between_with, affected, evidence, case_time)
            values ($1, $2, $3, 0, 0, now(), now(), '', 0, '[]', clock_timestamp())
            """, "alfa", number, "unsur-" + number.ToLowerInvariant());
        return number;
    }

    private static async Task<string> LinkAsync(TrialCases cases) =>
        cases.Services.GetRequiredService<AnswerLinks>().For("alfa", "jfu1", await IncidentAsync(cases), TimeProvider.System.GetUtcNow()).Split('/')[^1];

    private static async Task<Guid> WindowAsync(TrialCases cases)
    {
        var (id, now) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        await cases.Services.GetRequiredService<WindowBook>().PlanAsync("alfa", new MaintenanceWindow(id, "router-uji", now, now.AddHours(1), "Ganti kipas", "jfu1", now, null), default);
        return id;
    }

    private static string Local(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
