using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
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
        await dimas.DoAsync(number);
        await dimas.TakeAsync(number);
        await dimas.MachineAsync(scripts);
        await Assertions.Expect(dimas.Page.Locator(".machine-work .verdict")).ToContainTextAsync("kependudukan");
        await dimas.SendAsync();
        await dimas.DoAsync(number, ("Nama file backup", "kependudukan.dump"), ("Ukuran file (byte)", "1048576"));
        await dimas.DoAsync(number, ("Folder baru tempat file backup", "D:/backup/2026-11-20"));
        await CopyAsync(dimas, number, "PIAK-17");

        // He stands in for the head of section, but he made the copy himself.
        await dimas.Page.GotoAsync("/berkas/" + number);
        await Assertions.Expect(dimas.Page.Locator(".panel form[action*='/selesai/']")).ToHaveCountAsync(0);
        var bagus = await journey.AsAsync("bagus");
        await bagus.DoAsync(number, ("Media dapat dibaca dan labelnya cocok", "ya"));
        await bagus.ReturnAsync(number, "Label media tidak terbaca.");
        await CopyAsync(dimas, number, "PIAK-18");
        await bagus.DoAsync(number, ("Media dapat dibaca dan labelnya cocok", "ya"));
        await bagus.DoAsync(number, ("Tempat penyimpanan media", "Lemari besi gedung B"));
        await dimas.Page.GotoAsync("/berkas/" + number);
        await dimas.Page.SetInputFilesAsync("#lampiran", journey.Paper("berita-acara.pdf"));
        await dimas.PressAsync("Kirim dokumen");
        await dimas.DoAsync(number, ("Catatan untuk agenda", "Tersimpan."));

        var state = await journey.ClosedAsync(dimas, number);
        var dump = state.Runs.Single(r => r.Step == "jalankan-backup");
        Assert.Equal(MachineStatus.Succeeded, dump.Machine!.Status);
        Assert.Equal("berita-acara.pdf", state.Documents.Single().Name);
        Assert.Equal(["PIAK-18"], await dimas.Page.Locator("dd", new() { HasTextString = "PIAK-18" }).AllInnerTextsAsync());
        Assert.Equal(RunStatus.Returned, state.Runs.First(r => r.Step == "terima-kabid").Status);
        Assert.DoesNotContain(state.Runs.Where(r => r.Step == "terima-kasi"), r => r.DoneBy.Contains("dimas"));
    }

    private static Task CopyAsync(Clerk clerk, string number, string label) =>
        clerk.DoAsync(number, ("Jenis media", "hardisk"), ("Label pada media", label), ("Salinan sudah dibandingkan", "ya"));
}
