using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Api;

/// <summary>The server with two more offices that have the same officers and the same sheets, and a hand for each of their officers.</summary>
public class ApiFixture : ServerFixture, IAsyncLifetime
{
    public const string Sheet = """
        sop: uji-lengkap
        nama: Uji Lengkap
        unit: Bidang Uji
        kode-berkas: LKP
        perihal: "Uji {barang}"
        pelaksana: {jfu: JFU, kasi: KASI, kabid: Kabid}
        pihak: {penyedia: Penyedia}
        kegiatan:
          - id: terima
            kegiatan: Menerima
            pelaksana: jfu
            isian:
              barang: {jenis: teks, wajib: ya}
              keterangan: {jenis: teks-panjang}
              pelapor: {jenis: teks, pribadi: ya, terlihat: [jfu]}
              surat: {jenis: dokumen}
              tempat: {jenis: daftar-lokasi}
          - id: periksa
            kegiatan: Memeriksa
            pelaksana: jfu
            waktu: 5 menit
            keputusan: {baik: lapor, rusak: tunggu}
          - {id: tunggu, kegiatan: Menunggu penyedia, pelaksana: jfu, tunggu: penyedia, lanjut: periksa}
          - {id: lapor, kegiatan: Melapor, pelaksana: jfu, kepada: kasi, kembali-ke: [periksa]}
          - id: setujui
            kegiatan: Menyetujui
            pelaksana: kabid
            keputusan: {setuju: arsip, tidak: selesai}
            kembali-ke: [periksa]
          - {id: arsip, kegiatan: Mengarsip, pelaksana: jfu, selesai: ya}
        """;

    /// <summary>A source that both may name; nothing listens there.</summary>
    internal override Server.Hosting.ServeOptions Options => base.Options with { BackupSources = [new("kependudukan", "Host=127.0.0.1;Port=1;Database=siak;Username=baca", ["alfa", "beta"])] };

    private readonly Dictionary<(string, string), string> _tokens = [];

    private readonly HashSet<(string, string)> _accounts = [];

    /// <summary>Browsers that stay open over several trials.</summary>
    internal Dictionary<(string Office, string Officer), Visitor> Browsers { get; } = [];

    internal TrialOffice Alfa { get; private set; } = null!;
    internal TrialOffice Beta { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        (Alfa, Beta) = (await OfficeAsync("alfa"), await OfficeAsync("beta"));
        await FillAsync();
        // The server's own work may have read an office that was still being filled.
        foreach (var office in new[] { "alfa", "beta" }) Services.GetRequiredService<Offices>().Changed(office);
    }

    /// <summary>Adds to the offices.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;

    /// <summary>A new browser in which the officer has signed in; he has an account from the first time on.</summary>
    internal async Task<Visitor> BrowseAsAsync(string officer, string office = "alfa")
    {
        if (_accounts.Add((office, officer))) await new AccountDesk(Database).CreateAsync(office, officer, officer, TestOffice.Password, mustChange: false);
        var visitor = Visit();
        Assert.NotEqual("/masuk", (await visitor.SignInAsync(office, officer, TestOffice.Password)).Path);
        return visitor;
    }

    /// <summary>How far the office's clock is ahead of the real one.</summary>
    internal TimeSpan Ahead { get; set; }

    protected override TimeProvider Clock => new AheadClock(this);

    /// <summary>A caller with a token of the officer.</summary>
    internal async Task<Caller> AsAsync(string officer, string office = "alfa")
    {
        if (!_tokens.TryGetValue((office, officer), out var token))
            _tokens[(office, officer)] = token = await Services.GetRequiredService<AccessTokens>().IssueAsync(office, officer, "uji", null);
        return new Caller(Address, token);
    }

    /// <summary>A caller without a token.</summary>
    internal Caller AsNobody() => new(Address, null);

    private sealed class AheadClock(ApiFixture fixture) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + fixture.Ahead;
    }

    private async Task<TrialOffice> OfficeAsync(string id)
    {
        var office = await TrialOffice.NewAsync(Database, id);
        await office.Books.EnrolAsync(id, new NewOfficer("admin", "Petugas admin", Administrator: true), default);
        await office.Books.EnrolAsync(id, new NewOfficer("lain2", "Petugas lain2"), default);
        await office.Books.EnrolAsync(id, new NewOfficer("kepala1", "Petugas kepala1"), default);
        await office.Books.AppointAsync(id, "kepala1", "kepala", Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        // The other office numbers its cases otherwise, so that a number of one is never one of the other.
        await office.Sheets.PublishAsync(id, id == "alfa" ? Sheet : Sheet.Replace("LKP", "BTA", StringComparison.Ordinal), new DateOnly(2020, 1, 1), "installation", "terbit pertama", default);
        return office;
    }
}
