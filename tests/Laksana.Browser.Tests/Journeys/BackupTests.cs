using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Server.Installing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Journeys;

/// <summary>The daily backup: the machine dumps the database, a person carries the disk, a second officer takes it.</summary>
public sealed class BackupTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task a_backup_is_taken_by_the_machine_and_handed_to_a_second_officer(bool scripts)
    {
        await using var journey = new Journey(server, chromium, "banjarnegara", scripts);
        var dimas = await journey.AsAsync("dimas");
        var number = await dimas.OpenAsync("Backup Database", ("Database yang dibackup", "kependudukan"), ("Waktu backup yang ditentukan", "2026-11-20T08:30"));
        await dimas.DoAsync(number, ("Media tujuan salinan", DemoMedia.Plugged));
        await MeasuredAsync(dimas);
        await Assertions.Expect(dimas.Page.Locator(".machine-work .verdict")).ToContainTextAsync("kependudukan");
        await dimas.SendAsync();
        await MeasuredAsync(dimas);
        await dimas.SendAsync();
        await dimas.DoAsync(number, ("Folder baru tempat file backup", "D:/backup/2026-11-20"));
        await MeasuredAsync(dimas);
        await dimas.SendAsync();

        // He stands in for the head of section, but he made the copy himself.
        await dimas.Page.GotoAsync("/berkas/" + number);
        await Assertions.Expect(dimas.Page.Locator(".panel form[action*='/selesai/']")).ToHaveCountAsync(0);
        var bagus = await journey.AsAsync("bagus");
        await MeasuredAsync(bagus);
        await bagus.SendAsync();
        await MeasuredAsync(bagus);
        await bagus.SendBackAsync("Label media tidak terbaca.");
        await MeasuredAsync(dimas);
        await dimas.SendAsync();
        await MeasuredAsync(bagus);
        await bagus.SendAsync();
        await MeasuredAsync(bagus);
        await bagus.FillAsync(("Tempat penyimpanan media", "Lemari besi gedung B"));
        await bagus.SendAsync();
        await MeasuredAsync(dimas);
        await dimas.Page.SetInputFilesAsync("#lampiran", journey.Paper("berita-acara.pdf"));
        await dimas.PressAsync("Kirim dokumen");
        await dimas.DoAsync(number, ("Catatan untuk agenda", "Tersimpan."));

        var state = await journey.ClosedAsync(dimas, number);
        foreach (var step in new[] { "jalankan-backup", "masuk-folder", "salin-ke-media", "terima-kasi", "terima-kabid" })
            Assert.Equal(MachineStatus.Succeeded, state.Runs.Last(r => r.Step == step).Machine!.Status);
        Assert.Equal("berita-acara.pdf", state.Documents.Single().Name);
        Assert.Equal(2, state.Runs.Count(r => r.Step == "salin-ke-media"));
        await Assertions.Expect(dimas.Page.Locator("dd", new() { HasTextString = DemoMedia.Plugged }).First).ToBeVisibleAsync();
        Assert.Equal(RunStatus.Returned, state.Runs.First(r => r.Step == "terima-kabid").Status);
        Assert.DoesNotContain(state.Runs.Where(r => r.Step == "terima-kasi"), r => r.DoneBy.Contains("dimas"));

        async Task MeasuredAsync(Clerk clerk)
        {
            await clerk.TakeAsync(number);
            await clerk.MachineAsync(scripts);
        }
    }
}
