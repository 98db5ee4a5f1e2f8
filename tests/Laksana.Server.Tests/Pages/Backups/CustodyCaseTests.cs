using System.Net;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Backups;

/// <summary>The whole case of Backup Database over its pages: a real dump, a copy that is read back, and a medium that changes hands twice.</summary>
public sealed class CustodyCaseTests(CustodyServer server) : IClassFixture<CustodyServer>
{
    private const string Office = DemoServer.Office, Label = DemoMedia.Plugged;

    [Fact]
    public async Task a_backup_goes_from_its_opening_over_two_measured_handovers_into_the_agenda()
    {
        var (dimas, yusuf, bagus) = (await server.AsAsync("dimas"), await server.AsAsync("yusuf"), await server.AsAsync("bagus"));
        var number = (await server.DoAsync("dimas", null, new OpenCase("", 0, new Dictionary<string, string> { ["basis-data"] = "kependudukan", ["waktu-backup"] = "2026-11-20T08:30" }), "backup-database")).Number;
        await DoneAsync(dimas, number, "persiapan", ("media-tujuan", Label));
        await DoneAsync(dimas, number, "jalankan-backup");
        var filled = await server.ToFormAsync(dimas, number, "masuk-folder");
        Assert.EndsWith(".tar.age", filled.Document.QuerySelector("input[name='isian.nama-file']")!.GetAttribute("value")!, StringComparison.Ordinal);
        await DoneAsync(dimas, number, "masuk-folder");
        await DoneAsync(dimas, number, "letakkan-file", ("folder", "/backup/baru"));

        // Row 5: the machine has copied and read back; its form is filled in.
        var page = await server.ToFormAsync(dimas, number, "salin-ke-media");
        Assert.Equal(Label, page.Document.QuerySelector("input[name='isian.label-media']")!.GetAttribute("value"));
        await DoneAsync(dimas, number, "salin-ke-media");
        var copy = Assert.Single(await server.Services.GetRequiredService<MediaBook>().CopiesAsync(Office, Label, default), c => c.CaseNumber == number);
        Assert.Equal(CopyState.Whole, copy.State);

        // Row 6: the Kasi measures at the server; another number than the measured one is refused.
        page = await server.ToFormAsync(yusuf, number, "terima-kasi");
        var code = page.Document.QuerySelector("input[name='isian.kode-ukur-kasi']")!.GetAttribute("value")!;
        Assert.NotNull(MeasureCode.Read(code));
        var wrong = await server.DoRowAsync(yusuf, number, "terima-kasi", ("kode-ukur-kasi", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Kode ukur harus diisi", wrong.Main, StringComparison.Ordinal);
        Assert.Contains("salah ketik", (await server.DoRowAsync(yusuf, number, "terima-kasi", ("kode-ukur-kasi", (code[0] == '9' ? '8' : '9') + code[1..]))).Main, StringComparison.Ordinal);
        await DoneAsync(yusuf, number, "terima-kasi");
        var first = await HandoverAsync(number, "terima-kasi");
        Assert.Equal(("dimas", "yusuf", HandoverState.Accepted), (first.Giver, first.Receiver, first.State));
        Assert.Equal(copy.Backup, Assert.Single(first.Content).Backup);

        // Row 7: the Kabid sends it back, which refuses the medium; then all is done once more.
        await server.ToFormAsync(bagus, number, "terima-kabid");
        await server.DoAsync("bagus", number, new ReturnForCorrection(await RunAsync(number, "terima-kabid"), "salin-ke-media", "Stiker tidak terbaca.", []));
        var refused = (await server.Services.GetRequiredService<HandoverBook>().ListAsync(Office, Label, 10, default)).Single(h => h.CaseNumber == number && h.State == HandoverState.Refused);
        Assert.Equal(("yusuf", "bagus", "Stiker tidak terbaca."), (refused.Giver, refused.Receiver, refused.Reason));
        await DoneAsync(dimas, number, "salin-ke-media");
        await DoneAsync(yusuf, number, "terima-kasi");

        // The medium is no longer plugged in: the Kabid measures it on another computer.
        var away = server.MediaFolder + "-kabid";
        Directory.Move(Path.Combine(server.MediaFolder, Label), away);
        page = await server.ToFormAsync(bagus, number, "terima-kabid");
        Assert.Contains("laksana medium verify", page.Document.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
        var measured = await MediumMeasure.ReadAsync(away, copy.Backup, new MeasureStamp(server.Now, 21), null, null, ByteRate.Unlimited, default);
        Assert.True(measured.IsWhole, string.Join(' ', measured.Copies.SelectMany(c => c.Faults)));
        await DoneAsync(bagus, number, "terima-kabid", ("tempat-simpan", "Lemari besi gedung B"), ("kode-ukur-kabid", measured.Code!.ToString()));
        Directory.Move(away, Path.Combine(server.MediaFolder, Label));
        var medium = (await server.Services.GetRequiredService<MediaBook>().FindAsync(Office, Label, default))!;
        Assert.Equal(("bagus", "Lemari besi gedung B"), (medium.Holder, medium.Place));

        // Row 8: the line is written; it may be changed.
        page = await server.ToFormAsync(dimas, number, "catat-agenda");
        var line = page.Document.QuerySelector("textarea[name='isian.catatan-agenda']")!.TextContent;
        foreach (var word in new[] { copy.Backup, Label, "Yusuf Alamsyah", "Bagus Wicaksono", "Stiker tidak terbaca", "Lemari besi gedung B" }) Assert.Contains(word, line, StringComparison.Ordinal);
        await DoneAsync(dimas, number, "catat-agenda");
        Assert.Equal(CaseStatus.Closed, (await server.StateAsync(number)).Status);

        var log = (await new AdministrationLog(server.Database).ReadAsync(Office, new AdministrationFilter(Text: Label), 100, default)).Select(l => l.Act).ToList();
        Assert.Equal((3, 1), (log.Count(a => a == AdministrationActs.HandoverAccepted), log.Count(a => a == AdministrationActs.HandoverRefused)));
        Assert.True((await new RegisterVerifier(server.Database.ApplicationConnectionString).VerifyAsync(new VerificationOrder(Office), token: default)).Fits);

        // The minute on paper.
        using var minute = await bagus.GetRawAsync($"/backup/serah-terima/{(await HandoverAsync(number, "terima-kabid")).Id}/cetak");
        Assert.Equal("application/pdf", minute.Content.Headers.ContentType!.MediaType);
        Keep("berita-acara.pdf", await minute.Content.ReadAsByteArrayAsync());
        using var stickers = await bagus.GetRawAsync("/backup/media/stiker");
        Keep("stiker.pdf", await stickers.Content.ReadAsByteArrayAsync());
    }

    private async Task DoneAsync(Visitor officer, string number, string row, params (string Name, string Value)[] values)
    {
        var page = await server.DoRowAsync(officer, number, row, values);
        Assert.True(page.Status == HttpStatusCode.OK && page.Refusal.Length == 0, $"{row}: {page.Refusal} {string.Join(' ', page.Document.QuerySelectorAll(".wrong").Select(w => w.TextContent))}");
    }

    private async Task<int> RunAsync(string number, string row) => (await server.StateAsync(number)).OpenRuns.Single(r => r.Step == row).Run;

    private async Task<Handover> HandoverAsync(string number, string row) =>
        (await server.Services.GetRequiredService<HandoverBook>().OfRunAsync(Office, number, (await server.StateAsync(number)).Runs.Last(r => r.Step == row).Run, default))!;

    /// <summary>For whoever looks at the papers.</summary>
    private static void Keep(string name, byte[] bytes)
    {
        if (Environment.GetEnvironmentVariable("LAKSANA_PICTURES") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(folder).FullName, name), bytes);
    }
}
