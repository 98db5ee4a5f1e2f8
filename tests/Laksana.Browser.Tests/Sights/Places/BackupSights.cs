using Laksana.Automation;
using Laksana.Backups;
using Laksana.Browser.Tests.Serving;
using Laksana.Database;
using Laksana.Server.Installing;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The backups as a whole, one of them, work that goes on, and the keys.</summary>
internal static class BackupSights
{
    private const string Office = WorkingServer.Office;

    public static readonly SightTable All = new()
    {
        ["backup-ikhtisar"] = new("dimas", async office => { await FilledAsync(office); return "/backup"; }),
        ["backup-ikhtisar-tersaring"] = new("dimas", async office => { await FilledAsync(office); return "/backup?sumber=siak-desa&tingkat=terbukti"; }),
        ["backup-satu"] = new("dimas", async office => $"/backup/{await WithCopyAsync(office)}"),
        ["backup-satu-rusak"] = new("dimas", async office => { await FilledAsync(office); return "/backup/2026-11-18_0730_arsip-lama_0badf00d"; }),
        ["backup-pekerjaan"] = new("dimas", async office => $"/backup/pekerjaan/{await FilledAsync(office)}"),
        ["backup-kunci"] = At("admin", "/backup/kunci"),
        ["backup-kunci-kertas"] = At("admin", "/backup/kunci") with
        {
            Then = async (_, clerk) =>
            {
                await clerk.Page.FillAsync("#sandi-kertas", DemoInstallation.Password);
                await clerk.Page.Locator("section[aria-labelledby=kertas] button").GoThroughAsync();
            },
        },
    };

    /// <summary>Backups of three sources: one proved, one damaged, one that is being taken; its job.</summary>
    private static async Task<Guid> FilledAsync(OfficeInUse office)
    {
        var (book, now) = (office.Services.GetRequiredService<BackupBook>(), office.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var job = Guid.Parse("0badc0de-0000-7000-8000-000000000042");
        if (await book.FindAsync(Office, "2026-11-18_0730_arsip-lama_0badf00d", default) is not null) return job;
        for (var days = 1; days <= 24; days++)
        {
            var good = New($"{now.AddDays(-days):yyyy-MM-dd}_0730_siak-desa_{days:x8}", "siak-desa", now.AddDays(-days));
            await book.RecordAsync(Office, good, default);
            if (days % 3 == 1) await book.CheckAsync(Office, good.Id, null, BackupLevel.Proved, CheckOutcome.Passed, 431, "Terbukti: 128 tabel dan 4.211.907 baris dipulihkan, sidik data sama, indeks bersih.", "installation", default);
        }
        var bad = New("2026-11-18_0730_arsip-lama_0badf00d", "arsip-lama", now.AddDays(-2));
        await book.RecordAsync(Office, bad, default);
        await book.CheckAsync(Office, bad.Id, null, BackupLevel.Whole, CheckOutcome.Failed, 12, "Backup ini rusak: isinya bukan lagi yang ditulis.", "installation", default);
        await office.Services.GetRequiredService<SpaceSampling>().NoteAsync(await office.AtWorkAsync(), default);
        await office.Services.GetRequiredService<WatchRound>().LookAsync(Office, default);
        await using var batch = office.Services.GetRequiredService<LaksanaDatabase>().Batch(Office);
        batch.Add("""
            insert into backup_job (office, id, kind, subject, arguments, status, machine, tries, not_before, lease_owner, lease_until, progress, fraction, counted, asked_by, created_at, begun_at)
            values ($1, $2, 'take', 'siak-desa', '{}', 1, 'server-1', 1, clock_timestamp(), 'server-1', clock_timestamp() + interval '1 day', $3, 0.42, $4, 'dimas', $5, $5)
            """, Office, job, "Memeriksa sumber siak-desa\nMulai menyalin 128 tabel (3,9 GB) dengan pg_dump 15.18\nMenyalin tabel penduduk (54 dari 128, 1,2 GB)",
            new WorkCount(1_640_000_000, 3_900_000_000, 54, 128, 140).Text(), now.AddMinutes(-2));
        await batch.ExecuteAsync(default);
        return job;
    }

    /// <summary>One that was read and has a copy on a medium, under a hold.</summary>
    private static async Task<string> WithCopyAsync(OfficeInUse office)
    {
        var backup = await CustodySights.CopiedAsync(office, "FD-ISI-1");
        var book = office.Services.GetRequiredService<BackupBook>();
        await book.CheckAsync(Office, backup, null, BackupLevel.Readable, CheckOutcome.Passed, 21, "Terbaca: seluruh isi dibaca dan cocok.", "installation", default);
        await office.Services.GetRequiredService<HoldDesk>().PlaceAsync(new KeepingForm(Office, "dimas"), backup, "Permintaan inspektorat daerah", default);
        return backup;
    }

    private static Backup New(string id, string source, DateTimeOffset at) => new(id, source, SourceKind.PostgreSql, Guid.NewGuid(), null, "dimas", "server-1", at, at.AddMinutes(4), 240, 1_204_000_000, 3_900_000_000,
        "4ac0e3b0b7f2a1c6d5e49788123456789abcdef00fedcba98765432112345678", new string('b', 64), true, ["kunci-kantor", "kunci-kertas-2026"]);
}
