using Laksana.Automation;
using Laksana.Backups;
using Laksana.Browser.Tests.Serving;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Media and their handovers.</summary>
internal static class CustodySights
{
    private const string Office = WorkingServer.Office;

    public static readonly SightTable All = new()
    {
        ["backup-media"] = new("dimas", async office => { await CopiedAsync(office, "FD-LIHAT-1"); return "/backup/media"; }),
        ["backup-media-baru"] = At("dimas", "/backup/media/baru"),
        ["backup-media-impor"] = At("dimas", "/backup/media/impor"),
        ["backup-media-satu"] = new("dimas", async office => { await CopiedAsync(office, "FD-LIHAT-1"); return "/backup/media/FD-LIHAT-1"; }),
        ["backup-media-ubah"] = new("dimas", async office => { await CopiedAsync(office, "FD-LIHAT-1"); return "/backup/media/FD-LIHAT-1/ubah"; }),
        ["backup-media-hilang"] = new("dimas", async office => { await CopiedAsync(office, "FD-LIHAT-1"); return "/backup/media/FD-LIHAT-1/nyatakan/hilang"; }),
        ["backup-media-musnah"] = new("dimas", async office => { await CopiedAsync(office, "FD-LIHAT-1"); return "/backup/media/FD-LIHAT-1/nyatakan/usul-musnah"; }),
        ["backup-serah-terima"] = new("dimas", async office => { await OfferedAsync(office); return "/backup/serah-terima"; }),
        ["backup-serah-terima-baru"] = new("dimas", async office => { await CopiedAsync(office, "FD-LIHAT-1"); return "/backup/serah-terima/baru?media=FD-LIHAT-1"; }),
        ["backup-serah-terima-satu"] = new("dimas", async office => $"/backup/serah-terima/{await OfferedAsync(office)}"),
        ["backup-serah-terima-penerima"] = new("bagus", async office => $"/backup/serah-terima/{await OfferedAsync(office)}"),
        ["backup-serah-terima-ukur"] = new("bagus", async office => $"/backup/serah-terima/{await OfferedAsync(office)}/ukur"),
        ["backup-serah-terima-terima"] = new("bagus", async office => $"/backup/serah-terima/{await OfferedAsync(office)}/terima"),
        ["backup-serah-terima-tolak"] = new("bagus", async office => $"/backup/serah-terima/{await OfferedAsync(office)}/tolak"),
        ["backup-serah-terima-tarik"] = new("dimas", async office => $"/backup/serah-terima/{await OfferedAsync(office)}/tarik"),
    };

    private static readonly Dictionary<(OfficeInUse, string), string> Made = [];

    /// <summary>A medium that is plugged in and carries a copy; the backup.</summary>
    internal static async Task<string> CopiedAsync(OfficeInUse office, string label)
    {
        if (Made.TryGetValue((office, label), out var made)) return made;
        await office.Services.GetRequiredService<MediaDesk>().AddAsync(new CustodyForm(Office, "dimas", null), [new MediumEntry(label, MediumKind.FlashDisk, "5B871230", 32_000_000_000, "Bidang PIAK", "Lemari besi")], default);
        await office.Services.GetRequiredService<MediaMarking>().MarkAsync(Office, "dimas", label, Directory.CreateDirectory(Path.Combine(office.MediaFolder, label)).FullName, default);
        var backup = Path.GetFileName(await TrialArtifact.WriteAsync(office, Office));
        await office.Services.GetRequiredService<CustodyTools>().Copying.RunAsync(new CopyOrder(Office, label, backup, Guid.NewGuid().ToString("N"), "dimas", null, null), new Silence(), default);
        return Made[(office, label)] = backup;
    }

    /// <summary>A medium that dimas offers to bagus, who has measured it.</summary>
    private static async Task<string> OfferedAsync(OfficeInUse office)
    {
        if (Made.TryGetValue((office, "?"), out var made)) return made;
        await CopiedAsync(office, "FD-SERAH-1");
        var (_, id) = await office.Services.GetRequiredService<HandoverDesk>().OfferAsync(new CustodyForm(Office, "dimas", null), "FD-SERAH-1", "bagus", null, null, default);
        await office.Services.GetRequiredService<CustodyTools>().Measuring.RunAsync(Office, "FD-SERAH-1", null, "bagus", null, new Silence(), default);
        return Made[(office, "?")] = id.ToString();
    }

    private sealed class Silence : IActionProgress
    {
        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token) => ValueTask.CompletedTask;

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
