using System.Net;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Agenda;

public sealed class VerifyPageTests(AgendaServer server) : IClassFixture<AgendaServer>
{
    [Fact]
    public async Task anybody_has_a_dossier_checked_without_an_account_and_hears_what_does_not_fit()
    {
        var number = await server.FaultAsync();
        await server.FollowAsync();
        var dossier = await DossierAsync(number);
        using var nobody = server.Visit();
        var page = await nobody.OpenAsync("/verifikasi");
        Assert.Contains("Yang TIDAK dibuktikan", page.Main, StringComparison.Ordinal);
        var fits = await nobody.SendFormAsync(page, null, [], [("dosir", "berkas.zip", dossier)]);
        Assert.Contains("Cocok", fits.Document.QuerySelector("main .notice.good")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(number, fits.Main, StringComparison.Ordinal);
        Assert.Contains("terdaftar di server ini sebagai kunci kantor", fits.Main, StringComparison.Ordinal);

        dossier[dossier.Length / 2] ^= 1;
        var wrong = await nobody.SendFormAsync(page, null, [], [("dosir", "berkas.zip", dossier)]);
        Assert.Contains("Tidak cocok", wrong.Refusal, StringComparison.Ordinal);
        foreach (var hostile in new byte[][] { "bukan ZIP"u8.ToArray(), new byte[4096], [.. dossier.Take(200)] })
            Assert.Contains("Tidak cocok", (await nobody.SendFormAsync(page, null, [], [("dosir", "x.zip", hostile)])).Refusal, StringComparison.Ordinal);
        Assert.Contains("Pilih dahulu", (await nobody.SendFormAsync(page, null, [], [])).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_too_large_is_refused_and_a_flood_is_slowed_down()
    {
        using var nobody = server.Visit();
        var page = await nobody.OpenAsync("/verifikasi");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await nobody.SendFormAsync(page, null, [], [("dosir", "x.zip", new byte[33 * 1024 * 1024])])).Status);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++) statuses.Add((await nobody.SendFormAsync(page, null, [], [("dosir", "x.zip", [1, 2, 3])])).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, (await nobody.OpenAsync("/verifikasi")).Status);
    }

    private async Task<byte[]> DossierAsync(string number)
    {
        using var file = new MemoryStream();
        await Dossier.ExportAsync(server.Database, server.Services.GetRequiredService<SealKey>(), new DossierOrder(DemoServer.Office, number), file, default);
        return file.ToArray();
    }
}
