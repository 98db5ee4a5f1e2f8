using System.Text;
using Laksana.Documents.Tables;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Network.Map;

/// <summary>The map in a real database: tables in and out, everything wrong told, nothing half done.</summary>
public sealed class MapTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly HashSet<string> Accesses = ["dalam"];

    private TrialOffice _office = null!;
    private NetworkMaps _maps = null!;
    private ProbeSecrets _secrets = null!;
    private MapDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await TrialOffice.NewAsync(fixture.Database, "peta-" + Guid.NewGuid().ToString("N")[..8]);
        var file = Path.GetTempFileName();
        await System.IO.File.WriteAllTextAsync(file, """{"snmp": {"dalam": {"access": {"version": 2, "community": "rahasia-komunitas"}, "offices": ["*"]}}}""");
        _secrets = ProbeSecrets.Read(file);
        System.IO.File.Delete(file);
        _maps = new NetworkMaps(fixture.Database, _office.Offices);
        _desk = new MapDesk(fixture.Database, _office.Offices, _maps, _secrets, new Laksana.Cases.TaskRebuild(fixture.Database, _office.Offices, _office.Sheets, _office.Loader), TimeProvider.System);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task the_office_s_own_sites_are_the_first_map()
    {
        var map = await _maps.GetAsync(_office.Id, default);
        Assert.Equal(["kec-a", "kec-b"], map.Sites.Select(s => s.Id));
        Assert.True(map.IsBare);
    }

    [Fact]
    public async Task tables_that_are_sound_come_in_whole_and_go_out_the_same()
    {
        var import = MapImport.Read(Good(), await _maps.GetAsync(_office.Id, default), Accesses, whole: false);
        Assert.Empty(import.Findings);
        Assert.Empty(await _desk.ChangeAsync(_office.Id, Change(import), default));
        var map = await _maps.GetAsync(_office.Id, default);
        Assert.Equal(("Kecamatan C", "10.3.0.1"), (map.NameOf("kec-c"), ((MapSite)map.Elements["kec-c"]).Address));
        Assert.Contains("kec-c", (await _office.Offices.GetAsync(_office.Id, default)).SiteIds);
        Assert.Equal(["rtr-a"], map.Graph.Of("kec-a").Paths);
        Assert.Equal(["sam-a"], map.Graph.Of("rtr-a").Paths);
        Assert.Equal(new DateOnly(2027, 3, 31), map.Provider("telko")!.Until);
        var target = Assert.IsType<MapTarget>(map.Find(MapKind.Target, "kec-a-tcp"));
        Assert.Equal((443, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30)), (((TcpSpec)target.Spec).Port, target.Spec.Timeout, target.Interval));
        Assert.Equal(map.Targets.Count, map.Targets.Select(t => t.Number).Where(n => n > 0).Distinct().Count());
        // Out and in again changes nothing.
        var again = new List<MapFile>();
        foreach (var kind in MapNames.Kinds) again.Add(new MapFile(kind, MapNames.Word(kind) + ".csv", await CsvAsync(map, kind)));
        var unchanged = MapImport.Read(again, map, Accesses, whole: true);
        Assert.Empty(unchanged.Findings);
        Assert.Empty(unchanged.Entries);
        Assert.Empty(unchanged.Removed);
    }

    [Fact]
    public async Task whatever_is_wrong_is_told_at_once_with_file_row_and_remedy_and_nothing_is_done()
    {
        var before = await _maps.GetAsync(_office.Id, default);
        var import = MapImport.Read(
        [
            File(MapKind.Device, "perangkat.csv", "ID;Nama;Jenis;Lokasi;Di belakang\nrtr-x;Router X;pesawat;kec-a;\nrtr-y;;router;kec-zzz;"),
            File(MapKind.Target, "sasaran.csv", "ID;Unsur;Jenis;Yang ditanya;Pilihan;Selang (detik)\ns1;kec-a;tcp;10.0.0.1;port=abc;10\ns2;kec-a;teleport;10.0.0.1;;10"),
        ], before, Accesses, whole: false);
        Assert.Empty(import.Entries);
        Assert.Contains(import.Findings, f => f is { File: "perangkat.csv", Row: 2, Column: "Jenis" });
        Assert.Contains(import.Findings, f => f is { File: "sasaran.csv", Row: 2, Column: "Pilihan" });
        Assert.Contains(import.Findings, f => f is { File: "sasaran.csv", Row: 3 });
        // What only the whole map shows.
        import = MapImport.Read(
        [
            File(MapKind.Device, "perangkat.csv", "ID;Nama;Lokasi;Di belakang;Akses SNMP\nrtr-x;Router X;kec-zzz;rtr-y;\nrtr-y;Router Y;kec-a;rtr-x;luar\nkec-b;Bentrok;;;"),
            File(MapKind.Address, "alamat.csv", "Alamat;Panjang awalan;Gateway\n10.0.0.5;24;10.0.1.1\n010.0.0.6;24;"),
        ], before, Accesses, whole: false);
        Assert.Contains(import.Findings, f => f is { File: "perangkat.csv", Row: 2, Column: "Lokasi", Hint: not null });
        Assert.Equal(2, import.Findings.Count(f => f.Column == "Di belakang"));
        Assert.Contains(import.Findings, f => f is { Row: 3, Column: "Akses SNMP" });
        Assert.Contains(import.Findings, f => f is { File: "perangkat.csv", Row: 4, Column: "ID" });
        Assert.Contains(import.Findings, f => f is { File: "alamat.csv", Row: 2, Column: "Gateway" });
        Assert.Contains(import.Findings, f => f is { File: "alamat.csv", Row: 3 });
        Assert.Equal(before.Version, (await _maps.GetAsync(_office.Id, default)).Version);
    }

    [Fact]
    public async Task a_change_that_breaks_the_map_leaves_it_as_it_was_and_a_good_one_stands_in_the_log()
    {
        Assert.NotEmpty(await _desk.ChangeAsync(_office.Id, new MapChange("admin", AdministrationActs.NetworkMapChanged, "x") { Put = [new MapDevice("x") { Name = "X", Behind = ["tidak-ada"] }, new MapProvider("p") { Name = "P" }] }, default));
        Assert.True((await _maps.GetAsync(_office.Id, default)).IsBare);
        Assert.Empty(await _desk.ChangeAsync(_office.Id, new MapChange("admin", AdministrationActs.NetworkMapChanged, "p") { Put = [new MapProvider("p") { Name = "P", Contract = "K-1" }], Details = [("name", "P")] }, default));
        var line = Assert.Single(await new AdministrationLog(fixture.Database).ReadAsync(_office.Id, new AdministrationFilter(Act: AdministrationActs.NetworkMapChanged), 10, default));
        Assert.Equal(("admin", "p"), (line.Officer, line.Subject));
        // What something still names cannot go.
        await _desk.ChangeAsync(_office.Id, new MapChange("admin", AdministrationActs.NetworkMapChanged, "l") { Put = [new MapLink("l") { Name = "L", Provider = "p" }] }, default);
        Assert.NotEmpty(await _desk.ChangeAsync(_office.Id, new MapChange("admin", AdministrationActs.NetworkMapChanged, "p") { Remove = [(MapKind.Provider, "p")] }, default));
    }

    [Fact]
    public async Task the_map_knows_an_access_by_its_name_alone()
    {
        Assert.Empty(await _desk.ChangeAsync(_office.Id, new MapChange("admin", AdministrationActs.NetworkMapChanged, "x") { Put = [new MapDevice("x") { Name = "X", Access = "dalam" }], Details = [("access", "dalam")] }, default));
        Assert.Equal(["dalam"], _secrets.Of(_office.Id).Names);
        foreach (var table in new[] { "network_entry", "administration_event", "network_map" })
            Assert.Equal(0, await fixture.Database.ScalarAsync<long>(_office.Id, $"select count(*) from {table} t where t::text like '%rahasia-komunitas%'"));
        Assert.DoesNotContain("rahasia-komunitas", string.Join(' ', _secrets.Of(_office.Id).Names), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ping", "10.0.0.1", "jumlah=4; batas=2")]
    [InlineData("tcp", "10.0.0.1", "port=5432")]
    [InlineData("dns", "10.0.0.1", "nama=siak.contoh.go.id; jawaban=10.1.1.1|10.1.1.2")]
    [InlineData("http", "https://contoh.go.id/", "status=200|301; teks=\"Selamat; datang\"; percaya=tidak")]
    [InlineData("snmp", "10.0.0.1", "akses=dalam; antarmuka=ge-0/0/1|ge-0/0/2")]
    [InlineData("setempat", "nginx.service", "apa=Unit")]
    public void options_mean_the_same_read_and_written(string kind, string target, string options)
    {
        var spec = TargetOptions.Read(kind, target, options, (field, message) => Assert.Fail(field + ": " + message))!;
        Assert.Empty(spec.Faults());
        var (writtenKind, writtenTarget, written) = TargetOptions.Write(spec);
        Assert.Equal((kind, target), (writtenKind, writtenTarget));
        Assert.Equal(spec.ToJson(), TargetOptions.Read(kind, target, written, (field, message) => Assert.Fail(field + ": " + message))!.ToJson());
    }

    private static List<MapFile> Good() =>
    [
        File(MapKind.Site, "lokasi.csv", "ID;Nama;Jenis;Wilayah;Alamat;Di belakang\nkec-a;Kecamatan A;kecamatan;Utara;10.1.0.1;rtr-a\nkec-c;Kecamatan C;kecamatan;Utara;10.3.0.1;rtr-a"),
        File(MapKind.Provider, "penyedia.csv", "ID,Nama,Nomor kontrak,Berlaku sampai\ntelko,PT Telko Contoh,K/12/2026,31-03-2027"),
        File(MapKind.Link, "sambungan.csv", "ID;Nama;Jenis;Penyedia;Nomor layanan;Mbps;Dari;Ke\nsam-a;Sambungan A;serat-optik;telko;SID-77;50;inti;rtr-a"),
        File(MapKind.Device, "perangkat.csv", "ID;Nama;Jenis;Lokasi;Alamat;Akses SNMP\ninti;Router inti;router;;10.0.0.1;dalam\nrtr-a;Router A;router;kec-a;10.1.0.254;"),
        File(MapKind.Service, "layanan.csv", "ID;Nama;Jenis;Perangkat;Tempat\nsiak;SIAK;siak;inti;https://siak.contoh.go.id/"),
        File(MapKind.Address, "alamat.csv", "Alamat;Panjang awalan;Gateway;DNS;Lokasi\n10.1.0.1;24;10.1.0.254;10.0.0.53, 10.0.0.54;kec-a"),
        File(MapKind.Target, "sasaran.csv", "ID;Unsur;Jenis;Yang ditanya;Pilihan;Selang (detik)\nkec-a-ping;kec-a;ping;10.1.0.1;jumlah=1;10\nkec-a-tcp;kec-a;tcp;10.1.0.1;port=443; batas=3;30".Replace("port=443; batas=3", "\"port=443; batas=3\"", StringComparison.Ordinal)),
    ];

    private static MapFile File(MapKind kind, string name, string text) => new(kind, name, Encoding.UTF8.GetBytes(text));

    private static MapChange Change(MapImport import) => new("admin", AdministrationActs.NetworkMapImported, "peta") { Put = import.Entries, Remove = import.Removed };

    private static async Task<byte[]> CsvAsync(NetworkMap map, MapKind kind)
    {
        using var held = new MemoryStream();
        await TableWriter.WriteCsvAsync(MapExport.FormOf(kind), MapExport.Rows(map, kind), held, default);
        return held.ToArray();
    }
}
