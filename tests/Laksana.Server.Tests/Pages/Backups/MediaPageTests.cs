using System.Net;
using System.Text;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Backups;

public sealed class MediaPageTests(CustodyServer server) : IClassFixture<CustodyServer>
{
    private const string Office = DemoServer.Office;

    private MediaBook Book => server.Services.GetRequiredService<MediaBook>();

    [Fact]
    public async Task a_table_of_media_is_entered_whole_or_refused_with_everything_wrong_and_comes_out_again()
    {
        var dimas = await server.AsAsync("dimas");
        var page = await dimas.OpenAsync("/backup/media/impor");
        var bad = await dimas.SendFormAsync(page, null, [], [("tabel", "media.csv", Encoding.UTF8.GetBytes("Label;Jenis;Pemilik;Tempat\nX Y;disket;;Lemari\nHD-21;Hardisk;PIAK;Lemari\n"))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        Assert.Equal(3, bad.Document.QuerySelectorAll("main table tbody tr").Length);
        Assert.Null(await Book.FindAsync(Office, "HD-21", default));
        var good = await dimas.SendFormAsync(page, null, [], [("tabel", "media.csv", Encoding.UTF8.GetBytes("Label;Jenis;Pemilik;Tempat\nhd-21;Hardisk;PIAK;=Lemari\n"))]);
        Assert.Equal("/backup/media", good.Path);
        Assert.NotNull(await Book.FindAsync(Office, "HD-21", default));
        var csv = (await dimas.OpenAsync("/backup/media/unduh?bentuk=csv")).Text;
        Assert.Contains("HD-21,Hardisk", csv, StringComparison.Ordinal);
        Assert.Contains("'=Lemari", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_medium_is_entered_where_it_is_plugged_in_copied_to_measured_and_handed_over_from_a_phone()
    {
        var dimas = await server.AsAsync("dimas");
        var at = Directory.CreateDirectory(Path.Combine(server.MediaFolder, "baru-" + Guid.NewGuid().ToString("N")[..6])).FullName;
        var page = await dimas.OpenAsync("/backup/media");
        Assert.Contains(at, page.Main, StringComparison.Ordinal);
        page = await dimas.OpenAsync("/backup/media/baru?di=" + Uri.EscapeDataString(at));
        page = await dimas.SubmitAsync(page, null, ("label", "fd-uji-9"), ("pemilik", "Bidang PIAK"), ("tempat", "Lemari"));
        Assert.Equal("/backup/media/FD-UJI-9", page.Path);
        Assert.Equal("FD-UJI-9", MediumMark.Read(at)!.Label);

        var backup = Path.GetFileName(await TrialArtifact.WriteAsync(server, Office));
        page = await dimas.OpenAsync("/backup/media/FD-UJI-9");
        await dimas.SubmitAsync(page, "form[action$='/salin']", ("backup", backup));
        page = await EndedAsync(dimas, "/backup/media/FD-UJI-9", "FD-UJI-9");
        Assert.Contains("dibaca kembali dari media dan sama", page.Main, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(at, "laksana", Office, backup)));

        page = await dimas.OpenAsync("/backup/serah-terima/baru?media=FD-UJI-9");
        page = await dimas.SubmitAsync(page, null, ("penerima", "bagus"));
        Assert.StartsWith("/backup/serah-terima/", page.Path, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/terima']"));
        var bagus = await server.AsAsync("bagus");
        Assert.Contains("FD-UJI-9", (await bagus.OpenAsync("/backup/media")).Document.QuerySelector("main .notice.warn")!.TextContent, StringComparison.Ordinal);
        var his = await bagus.OpenAsync(page.Path);
        await bagus.SubmitAsync(his, "form[action$='/ukur']");
        his = await EndedAsync(bagus, page.Path, "FD-UJI-9");
        var code = his.Document.QuerySelector("input[name=kode]")!.GetAttribute("value");
        Assert.NotNull(MeasureCode.Read(code));
        his = await bagus.SubmitAsync(his, "form[action$='/terima']", ("tempat", "Lemari Kabid"));
        Assert.Contains("Media FD-UJI-9 Anda terima", his.Main, StringComparison.Ordinal);
        Assert.Contains(code!, his.Main, StringComparison.Ordinal);
        Assert.Equal("bagus", (await Book.FindAsync(Office, "FD-UJI-9", default))!.Holder);
    }

    [Fact]
    public async Task a_damaged_copy_is_told_has_no_code_and_cannot_be_accepted()
    {
        var dimas = await server.AsAsync("dimas");
        var folder = await PluggedAsync("FD-RUSAK");
        var large = Directory.GetFiles(folder).MaxBy(f => new FileInfo(f).Length)!;
        await using (var file = new FileStream(large, FileMode.Open)) { file.Position = 100_000; var old = file.ReadByte(); file.Position = 100_000; file.WriteByte((byte)(old ^ 1)); }
        await dimas.SubmitAsync(await dimas.OpenAsync("/backup/media/FD-RUSAK"), "form[action$='/ukur']");
        var page = await EndedAsync(dimas, "/backup/media/FD-RUSAK", "FD-RUSAK");
        Assert.Contains("rusak", page.Document.QuerySelector("#pekerjaan")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector(".code"));
        Assert.Equal(CopyState.Damaged, Assert.Single(await Book.CopiesAsync(Office, "FD-RUSAK", default)).State);
    }

    [Fact]
    public async Task destroying_takes_two_officers()
    {
        var (dimas, bagus) = (await server.AsAsync("dimas"), await server.AsAsync("bagus"));
        await dimas.SubmitAsync(await dimas.OpenAsync("/backup/media/baru"), null, ("label", "HD-TUA"), ("pemilik", "PIAK"), ("tempat", "Lemari"));
        await dimas.SubmitAsync(await dimas.OpenAsync("/backup/media/HD-TUA/nyatakan/usul-musnah"), null, ("alasan", "Rusak"));
        Assert.Contains("petugas lain", (await dimas.OpenAsync("/backup/media/HD-TUA/nyatakan/musnah")).Refusal, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(MediumState.InUse, (await Book.FindAsync(Office, "HD-TUA", default))!.State);
        await bagus.SubmitAsync(await bagus.OpenAsync("/backup/media/HD-TUA/nyatakan/musnah"), null);
        Assert.Equal(MediumState.Destroyed, (await Book.FindAsync(Office, "HD-TUA", default))!.State);
    }

    private async Task<string> PluggedAsync(string label)
    {
        var (tools, desk) = (server.Services.GetRequiredService<CustodyTools>(), server.Services.GetRequiredService<MediaDesk>());
        await desk.AddAsync(new CustodyForm(Office, "dimas", null), [new MediumEntry(label, MediumKind.FlashDisk, null, null, "PIAK", "Lemari")], default);
        await server.Services.GetRequiredService<MediaMarking>().MarkAsync(Office, "dimas", label, Directory.CreateDirectory(Path.Combine(server.MediaFolder, label)).FullName, default);
        var backup = Path.GetFileName(await TrialArtifact.WriteAsync(server, Office));
        return (await tools.Copying.RunAsync(new CopyOrder(Office, label, backup, Guid.NewGuid().ToString("N"), "dimas", null, null), new Silence(), default)).Written.Folder;
    }

    private async Task<Seen> EndedAsync(Visitor officer, string path, string label)
    {
        for (var tries = 0; (await server.Services.GetRequiredService<BackupJobs>().OfSubjectAsync(Office, null, label, 1, default))[0].Going; tries++)
        {
            if (tries > 300) throw new TimeoutException(label);
            await Task.Delay(100);
        }
        return await officer.OpenAsync(path);
    }

    private sealed class Silence : IActionProgress
    {
        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token) => ValueTask.CompletedTask;

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
