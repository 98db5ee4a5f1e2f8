using System.Net;
using System.Text.RegularExpressions;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>What a browser may save of a form that was not sent.</summary>
public sealed partial class DraftTests(DemoServer server) : IClassFixture<DemoServer>
{
    /// <summary>Where an officer writes sentences, a closed window costs him none of them.</summary>
    [Fact]
    public void every_form_in_which_officers_write_keeps_what_they_typed()
    {
        // Of nobody's account, or a file alone; the calendar's forms share one address and ask for a line.
        string[] others = ["/Layanan/", "/Masuk/", "/Mulai/", "/Akun/", "/KirimLagi/", "/Agenda/Verifikasi", "/Pengaturan/Kalender/", "/Kabar/"];
        var faults = from file in Directory.EnumerateFiles(Repository.Path("src/Laksana.Server/Pages"), "*.cshtml", SearchOption.AllDirectories)
                     where !others.Any(o => file.Contains(o, StringComparison.Ordinal))
                     from form in Form.Matches(File.ReadAllText(file))
                     let tag = form.Value.Split('\n')[0]
                     where Written.IsMatch(form.Value) && !tag.Contains("data-draf", StringComparison.Ordinal)
                     select $"{file}: {tag}";
        Assert.Equal([], faults);
    }

    [GeneratedRegex("""<form method="post".*?</form>""", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }

    [GeneratedRegex("<textarea(?![^>]*hidden)|name=\"(_Field|_Reason|_Remark|_Isian|/Pages/Berkas/_Field[.]cshtml|/Pages/Bantuan/Jawaban/_Fields[.]cshtml)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written { get; }

    [Fact]
    public async Task a_draft_is_bounded_in_size_number_and_place()
    {
        using var visitor = await server.AsAsync("ratri");
        var token = (await visitor.OpenAsync("/akun/sandi")).Document.QuerySelector("main form input[name=__formulir]")!.GetAttribute("value")!;
        Task<Seen> Save(string address, string body) => visitor.PostAsync("/draf", [new("__formulir", token), new("alamat", address), new("isian", body)]);

        Assert.Equal(HttpStatusCode.NoContent, (await Save("/berkas/PML-2026-0001/catatan", "catatan=satu")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Save("/tugas/x", new string('x', 70_000))).Status);
        foreach (var address in new[] { "", "/", "//lain.example", "https://lain.example", "/akun/sandi", "/masuk", "/" + new string('x', 300) })
            Assert.Equal(HttpStatusCode.BadRequest, (await Save(address, "a=b")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/draf", [new("alamat", "/tugas"), new("isian", "a=b")])).Status);

        for (var i = 0; i < 25; i++) await Save($"/berkas/PML-2026-{i:0000}/tunggu/1", "alasan=" + i);
        Assert.Equal(20, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from draft where officer = 'ratri'"));
        var offered = await visitor.OpenAsync("/draf?alamat=/berkas/PML-2026-0024/tunggu/1&alamat=/berkas/PML-2026-0000/tunggu/1");
        Assert.Contains("alasan=24", offered.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("alasan=0\"", offered.Text, StringComparison.Ordinal);
        await server.Database.DoAsync(DemoServer.Office, "update draft set expires_at = now() - interval '1 second'");
        Assert.Equal("[]", (await visitor.OpenAsync("/draf?alamat=/berkas/PML-2026-0024/tunggu/1")).Text);
    }
}
