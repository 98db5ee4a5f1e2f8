using Laksana.Backups;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Checks and trial restores of backups.</summary>
internal static class ProofSights
{
    private const string Office = "banjarnegara";
    private static readonly DateTimeOffset Taken = new(2026, 11, 19, 0, 30, 0, TimeSpan.Zero);

    public static readonly SightTable All = new()
    {
        ["backup-uji-kosong"] = At("kania", "/backup/uji"),
        ["backup-uji"] = new("dimas", async office => { await BackupsAsync(office); return "/backup/uji"; }),
        ["backup-uji-satu"] = new("dimas", async office => { await BackupsAsync(office); return "/backup/uji/2026-11-19_0730_arsip-lama_0badc0de"; }),
        ["backup-uji-satu-baik"] = new("dimas", async office => { await BackupsAsync(office); return "/backup/uji/2026-11-19_0730_siak-desa_5afec0de"; }),
        ["backup-uji-aturan"] = At("admin", "/backup/uji/aturan"),
        ["backup-uji-aturan-salah"] = At("admin", "/backup/uji/aturan") with
        {
            Then = async (_, clerk) =>
            {
                await clerk.Page.FillAsync("#terbaru", "0");
                await clerk.Page.Locator("form.entry p.acts > button").GoThroughAsync();
            },
        },
    };

    /// <summary>One that is proved, one that was found damaged while a copy of it is good, one that waits for its check.</summary>
    private static async Task BackupsAsync(OfficeInUse office)
    {
        var (book, database) = (office.Services.GetRequiredService<BackupBook>(), office.Services.GetRequiredService<Laksana.Database.LaksanaDatabase>());
        if (await book.FindAsync(Office, "2026-11-19_0730_siak-desa_5afec0de", default) is not null) return;
        var good = New("2026-11-19_0730_siak-desa_5afec0de", "siak-desa", Guid.Parse("0badc0de-0000-7000-8000-00005afec0de"));
        var bad = New("2026-11-19_0730_arsip-lama_0badc0de", "arsip-lama", Guid.Parse("0badc0de-0000-7000-8000-00000badc0de"));
        await book.RecordAsync(Office, good, default);
        await book.RecordAsync(Office, bad, default);
        await book.CheckAsync(Office, good.Id, null, BackupLevel.Proved, CheckOutcome.Passed, 431, "Terbukti: 128 tabel dan 4.211.907 baris dipulihkan, sidik data sama, indeks bersih (5 menit untuk memulihkan).", "installation", default);
        await book.CheckAsync(Office, good.Id, "FD-07", BackupLevel.Whole, CheckOutcome.Passed, 38, "Utuh: 1,1 GB dibaca dan SHA-256 cocok.", "dimas", default);
        await book.CheckAsync(Office, bad.Id, "FD-07", BackupLevel.Whole, CheckOutcome.Passed, 38, "Utuh: 1,1 GB dibaca dan SHA-256 cocok.", "dimas", default);
        await book.CheckAsync(Office, bad.Id, null, BackupLevel.Whole, CheckOutcome.Failed, 12, "Backup ini rusak: isinya bukan lagi yang ditulis. Salinan baik berikutnya: backup yang sama pada media FD-07.", "installation", default);
        await using var batch = database.Batch(Office);
        var times = new ProofTimes(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(280), TimeSpan.FromSeconds(95), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(431));
        foreach (var (days, reason, outcome) in new[] { (0, (DrillReason?)DrillReason.NewestDue, CheckOutcome.Passed), (7, DrillReason.SchemaChanged, CheckOutcome.Passed), (14, null, CheckOutcome.Undecided) })
            DrillBook.Add(batch, Office, new Drill(Guid.NewGuid(), good.Id, null, good.Source, good.Kind, reason, reason is null ? "dimas" : "installation", "server-1", Taken.AddDays(-days), Taken.AddDays(-days).AddMinutes(7),
                outcome, BackupLevel.Proved, good.Bytes, good.SourceBytes, 5_000_000_000, times with { Restore = times.Restore * (1 + days / 28.0) }, outcome == CheckOutcome.Passed ? "Terbukti." : "Ruang kosong di folder percobaan hanya 1,2 GB; untuk uji ini diperlukan 6,4 GB."));
        await batch.ExecuteAsync(default);
    }

    private static Backup New(string id, string source, Guid run) => new(id, source, SourceKind.PostgreSql, run, null, "dimas", "server-1", Taken, Taken.AddMinutes(4), 240, 1_204_000_000, 3_900_000_000,
        "4ac0e3b0b7f2a1c6d5e49788123456789abcdef00fedcba98765432112345678", new string('b', 64), true, ["kantor", "kertas"]);
}
