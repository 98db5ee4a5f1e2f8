using System.Net;
using System.Text;
using Laksana.Officers;
using Laksana.Server.Tests.Api;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Pengaturan;

/// <summary>The settings as an administrator uses them: what is changed is in force, is in the log, and what is wrong changes nothing.</summary>
public sealed class SettingPagesTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task an_officer_is_enrolled_gets_a_position_goes_on_leave_and_leaves()
    {
        using var admin = await server.BrowseAsAsync("admin");
        var page = await SendAsync(admin, "/pengaturan/petugas/baru", ("petugas", "rina"), ("nama", "Rina Uji"), ("nip", "1985 0101 2010 01 2 001"));
        Assert.Equal("/pengaturan/petugas/rina", page.Path);
        await SendAsync(admin, "/pengaturan/petugas/rina/jabatan", ("jabatan", "kasi-x"), ("status", "Plt"), ("surat", "800/7"));
        Assert.Contains((await OfficeAsync()).Staffing.Holdings, h => h is { Officer: "rina", Position: "kasi-x", Capacity: Capacity.Plt, Warrant: "800/7" });
        await SendAsync(admin, "/pengaturan/petugas/rina/tidak-hadir", ("alasan", "Cuti tahunan"));
        Assert.DoesNotContain((await OfficeAsync()).Staffing.Holdings, h => h.Officer == "rina");
        await SendAsync(admin, "/pengaturan/petugas/rina/berhenti", ("alasan", "Mutasi"));
        Assert.Contains("Mutasi", (await admin.OpenAsync("/pengaturan/catatan?cari=rina")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_wrong_is_told_at_its_field_and_what_was_typed_stays()
    {
        using var admin = await server.BrowseAsAsync("admin");
        var page = await SendAsync(admin, "/pengaturan/petugas/baru", ("petugas", "Tidak Boleh!"), ("nama", ""), ("nip", "123"), ("telepon", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(4, page.Document.QuerySelectorAll(".wrong").Length);
        Assert.Contains("value=\"123\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nobody_gives_himself_a_position_or_takes_the_last_administrators_right()
    {
        using var admin = await server.BrowseAsAsync("admin");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(admin, "/pengaturan/petugas/admin/jabatan", ("jabatan", "kepala"), ("status", "Definitive"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(admin, "/pengaturan/petugas/admin/ubah", ("administrator", ""))).Status);
        Assert.False(await server.Alfa.Books.LeaveAsync("alfa", "admin", new DateOnly(2026, 1, 1), "uji", "kepala1", default));
        Assert.True((await OfficeAsync()).Officers["admin"].Administrator);
    }

    [Fact]
    public async Task a_change_by_another_in_between_is_shown_and_then_put_in_place_only_on_a_second_sending()
    {
        using var admin = await server.BrowseAsAsync("admin");
        await server.Alfa.Books.EnrolAsync("alfa", new NewOfficer("dua", "Nama Lama"), default);
        var form = await admin.OpenAsync("/pengaturan/petugas/dua/ubah");
        await server.Alfa.Books.EnrolAsync("alfa", new NewOfficer("dua", "Nama Orang Lain"), default);
        var conflict = await admin.SubmitAsync(form, null, ("nama", "Nama Saya"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Nama Orang Lain", conflict.Main, StringComparison.Ordinal);
        Assert.Contains("Nama Saya", conflict.Text, StringComparison.Ordinal);
        Assert.Equal("/pengaturan/petugas/dua", (await admin.SubmitAsync(conflict, null)).Path);
        Assert.Equal("Nama Saya", (await OfficeAsync()).NameOf("dua"));
    }

    [Fact]
    public async Task positions_are_added_moved_and_removed_and_a_held_one_stays()
    {
        using var admin = await server.BrowseAsAsync("admin");
        await SendAsync(admin, "/pengaturan/jabatan/baru", ("nama", "Kepala Subbagian Baru"), ("atasan", "kepala"));
        Assert.Contains((await OfficeAsync()).Definition.Positions, p => p is { Id: "kepala-subbagian-baru", Superior: "kepala" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(admin, "/pengaturan/jabatan/kepala", ("nama", "Kepala Dinas"), ("atasan", "kepala-subbagian-baru"))).Status);
        await SendAsync(admin, "/pengaturan/jabatan/kepala-subbagian-baru", ("hapus", "ya"));
        Assert.DoesNotContain((await OfficeAsync()).Definition.Positions, p => p.Id == "kepala-subbagian-baru");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(admin, "/pengaturan/jabatan/jfu-x", ("hapus", "ya"))).Status);
    }

    [Fact]
    public async Task roles_are_mapped_for_one_sheet_alone()
    {
        using var admin = await server.BrowseAsAsync("admin");
        var form = await admin.OpenAsync("/pengaturan/peran/uji-lengkap");
        await admin.SubmitAsync(form, null, ("peran.jfu", "jfu-x"), ("peran.kasi", "kasi-x"), ("peran.kabid", "kepala"));
        var office = await OfficeAsync();
        Assert.Equal(["kepala"], office.Staffing.PositionsOf("uji-lengkap", "kabid"));
        Assert.Equal(["kabid-x"], office.Staffing.PositionsOf("uji-langkah", "kabid"));
    }

    [Fact]
    public async Task a_calendar_is_previewed_and_then_applied_once()
    {
        using var admin = await server.BrowseAsAsync("admin");
        var preview = await admin.SubmitAsync(await admin.OpenAsync("/pengaturan/kalender"), "form:has([name=macam])", ("tanggal", "2031-05-05"), ("nama", "Libur daerah"), ("macam", "Closure"));
        Assert.Contains("Libur daerah", preview.Main, StringComparison.Ordinal);
        Assert.True((await OfficeAsync()).Calendar.IsWorkingDay(new DateOnly(2031, 5, 5)));
        Assert.Equal("/pengaturan/kalender", (await admin.SubmitAsync(preview, null)).Path);
        Assert.False((await OfficeAsync()).Calendar.IsWorkingDay(new DateOnly(2031, 5, 5)));
        Assert.Equal("/pengaturan/kalender", (await admin.SubmitAsync(preview, null)).Path);
        var stale = await admin.SubmitAsync(await admin.OpenAsync("/pengaturan/kalender"), "form:has([name=macam])", ("tanggal", "2031-05-06"), ("nama", "Libur lain"));
        await server.Alfa.Books.ReplaceCalendarAsync("alfa", (await server.Alfa.Books.TextsAsync("alfa", default)).Calendar, TrialOffice.Calendar, default);
        server.Services.GetRequiredService<Offices>().Changed("alfa");
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitAsync(stale, null)).Status);
    }

    [Fact]
    public async Task an_account_is_opened_with_a_password_shown_once_and_a_second_sending_opens_nothing()
    {
        using var admin = await server.BrowseAsAsync("admin");
        await server.Alfa.Books.EnrolAsync("alfa", new NewOfficer("akun1", "Akun Satu"), default);
        server.Services.GetRequiredService<Offices>().Changed("alfa");
        var form = await admin.OpenAsync("/pengaturan/akun/buka/akun1");
        var shown = await admin.SubmitAsync(form, null);
        var password = shown.Document.QuerySelector(".secret")!.TextContent;
        Assert.Null((await admin.SubmitAsync(form, null)).Document.QuerySelector(".secret"));
        using (var own = server.Visit())
            Assert.Equal("/akun/sandi", (await own.SignInAsync("alfa", "akun1", password)).Path);
        Assert.DoesNotContain(password, (await admin.OpenAsync("/pengaturan/catatan?cari=akun1")).Text, StringComparison.Ordinal);
        await SendAsync(admin, "/pengaturan/akun/kunci/akun1", ("alasan", "Uji"));
        using (var locked = server.Visit())
            Assert.Equal("/masuk", (await locked.SignInAsync("alfa", "akun1", password)).Path);
    }

    [Fact]
    public async Task a_table_with_faults_enrols_nobody_and_a_good_one_everybody()
    {
        using var admin = await server.BrowseAsAsync("admin");
        var bad = await UploadAsync(admin, "/pengaturan/petugas/impor", "Nama;Jabatan\nImpor Satu;Pengolah Data\n;Tidak Ada\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        Assert.Equal(2, bad.Document.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("impor", (await OfficeAsync()).Officers.Keys);
        var good = await UploadAsync(admin, "/pengaturan/petugas/impor", "ID;Nama;Jabatan\nimpor1;Impor Satu;Pengolah Data\nimpor2;Impor Dua;\n");
        Assert.Equal("/pengaturan/petugas", good.Path);
        Assert.True((await OfficeAsync()).Officers.ContainsKey("impor2"));
        var site = await UploadAsync(admin, "/pengaturan/lokasi/impor", "Nama,Alamat\nKecamatan Impor,10.1.1.1\n");
        Assert.Equal("/pengaturan/lokasi", site.Path);
        Assert.Contains((await OfficeAsync()).Definition.Sites, s => s.Id == "kecamatan-impor");
    }

    [Fact]
    public async Task numbers_are_raised_and_never_lowered()
    {
        using var admin = await server.BrowseAsAsync("admin");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(admin, "/pengaturan/nomor", ("kode", "UJI"), ("terakhir", "500"), ("alasan", "Buku kertas"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(admin, "/pengaturan/nomor", ("kode", "UJI"), ("terakhir", "499"), ("alasan", "Turun"))).Status);
    }

    [Fact]
    public async Task the_log_leaves_as_a_table_without_formulas()
    {
        using var admin = await server.BrowseAsAsync("admin");
        await server.Alfa.Books.EnrolAsync("alfa", new NewOfficer("rumus", "=1+1"), default, "admin");
        var answer = await admin.GetRawAsync("/pengaturan/catatan/unduh?cari=rumus");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("'=1+1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task every_page_without_a_parameter_is_drawn_in_both_languages(string language)
    {
        using var admin = await server.BrowseAsAsync("admin");
        admin.Cookies.Add(server.Address, new Cookie("laksana-bahasa", language));
        foreach (var path in new[] { "", "/petugas", "/petugas/jfu1", "/petugas/baru", "/petugas/impor", "/jabatan", "/jabatan/jfu-x", "/peran", "/peran/uji-lengkap", "/lokasi", "/lokasi/kec-a", "/kantor", "/kalender", "/kalender/impor", "/nomor", "/akun", "/token", "/catatan", "/contoh/petugas" })
            Assert.Equal((path, HttpStatusCode.OK), (path, (await admin.OpenAsync("/pengaturan" + path)).Status));
    }

    private async Task<OfficeAtWork> OfficeAsync()
    {
        var offices = server.Services.GetRequiredService<Offices>();
        offices.Changed("alfa");
        return await offices.GetAsync("alfa", default);
    }

    private static async Task<Seen> SendAsync(Visitor visitor, string path, params (string Name, string Value)[] values) => await visitor.SubmitAsync(await visitor.OpenAsync(path), null, values);

    private static async Task<Seen> UploadAsync(Visitor visitor, string path, string table)
    {
        var token = (await visitor.OpenAsync(path)).Document.QuerySelector("main form [name=__formulir]")!.GetAttribute("value")!;
        var content = new MultipartFormDataContent { { new StringContent(token), "\"__formulir\"" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(table)), "\"tabel\"", "\"tabel.csv\"" } };
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Origin", visitor.Address.GetLeftPart(UriPartial.Authority));
        return await visitor.SendAsync(request);
    }
}
