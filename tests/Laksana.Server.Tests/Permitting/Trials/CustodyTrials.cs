using Laksana.Backups;
using Laksana.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Media and handovers: jfu copies and gives, kasi and kabid receive, the administrator sees.</summary>
internal static class CustodyTrials
{
    private static readonly (string, string)[] Entry = [("jenis", "FlashDisk"), ("pemilik", "Bidang Uji"), ("tempat", "Lemari"), ("hari", "90")];

    public static readonly TrialTable All = new()
    {
        ["/backup/media"] = c => At(c, "/backup/media"),
        ["/backup/media/baru"] = c => At(c, "/backup/media/baru", [.. Entry, ("label", NewLabel())]),
        ["/backup/media/impor"] = async c => await At(c, "/backup/media/impor") with { File = "tabel", FileText = $"Label;Jenis;Pemilik;Tempat\n{NewLabel()};Flash disk;Bidang Uji;Lemari\n" },
        ["/backup/media/contoh"] = c => At(c, "/backup/media/contoh"),
        ["/backup/media/unduh"] = c => At(c, "/backup/media/unduh?bentuk=csv"),
        ["/backup/media/stiker"] = async c => new($"/backup/media/stiker?label={await MediumAsync(c)}"),
        ["/backup/media/{label}"] = async c => new($"/backup/media/{await MediumAsync(c)}"),
        ["/backup/media/{label}/ubah"] = async c => new($"/backup/media/{await MediumAsync(c)}/ubah", Entry),
        ["/backup/media/{label}/tandai"] = async c => await MediumAsync(c) is var label ? new($"/backup/media/{label}/tandai", [("di", Plug(c, label))]) : null!,
        ["/backup/media/{label}/salin"] = async c => await ReadyAsync(c) is var (label, backup) ? new($"/backup/media/{label}/salin", [("backup", backup)]) : null!,
        ["/backup/media/{label}/ukur"] = async c => new($"/backup/media/{(await ReadyAsync(c)).Label}/ukur", []),
        ["/backup/media/{label}/batal"] = async c => await JobAsync(c) is var (label, job) ? new($"/backup/media/{label}/batal", [("pekerjaan", job.ToString())]) : null!,
        ["/backup/media/{label}/nyatakan/{tindak}"] = async c => new($"/backup/media/{await MediumAsync(c)}/nyatakan/hilang", [("alasan", "Tertinggal")]),
        ["/backup/serah-terima"] = c => At(c, "/backup/serah-terima"),
        ["/backup/serah-terima/baru"] = async c => new("/backup/serah-terima/baru", [("media", (await ReadyAsync(c)).Label), ("penerima", "kasi1")]),
        ["/backup/serah-terima/{id}"] = async c => new($"/backup/serah-terima/{(await OfferedAsync(c)).Id}"),
        ["/backup/serah-terima/{id}/ukur"] = async c => new($"/backup/serah-terima/{(await OfferedAsync(c)).Id}/ukur", [], Right: "kasi1"),
        ["/backup/serah-terima/{id}/terima"] = async c => await OfferedAsync(c) is var (id, code) ? new($"/backup/serah-terima/{id}/terima", [("kode", code), ("tempat", "Lemari Kasi")], Right: "kasi1") : null!,
        ["/backup/serah-terima/{id}/tolak"] = async c => new($"/backup/serah-terima/{(await OfferedAsync(c)).Id}/tolak", [("alasan", "Stiker rusak")], Right: "kasi1"),
        ["/backup/serah-terima/{id}/tarik"] = async c => new($"/backup/serah-terima/{(await OfferedAsync(c)).Id}/tarik", []),
        ["/backup/serah-terima/{id}/cetak"] = async c => new($"/backup/serah-terima/{(await OfferedAsync(c)).Id}/cetak"),
    };

    private static string NewLabel() => "FD-" + Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();

    private static async Task<Trial> At(TrialCases cases, string path, params (string, string)[] form)
    {
        await cases.PublishBackupAsync();
        return new Trial(path, form);
    }

    private static async Task<string> MediumAsync(TrialCases cases)
    {
        await cases.PublishBackupAsync();
        var label = NewLabel();
        await cases.Services.GetRequiredService<MediaDesk>().AddAsync(new CustodyForm("alfa", "jfu1", null), [new MediumEntry(label, MediumKind.FlashDisk, null, null, "Bidang Uji", "Lemari")], default);
        return label;
    }

    private static string Plug(TrialCases cases, string label) => Directory.CreateDirectory(Path.Combine(cases.MediaFolder, label)).FullName;

    /// <summary>A medium that is plugged in and carries a copy, and another backup that it does not carry.</summary>
    private static async Task<(string Label, string Backup)> ReadyAsync(TrialCases cases)
    {
        var label = await MediumAsync(cases);
        await cases.Services.GetRequiredService<MediaMarking>().MarkAsync("alfa", "jfu1", label, Plug(cases, label), default);
        var (carried, other) = (await cases.BackupAsync(), await cases.BackupAsync());
        await cases.Services.GetRequiredService<CustodyTools>().Copying.RunAsync(new CopyOrder("alfa", label, carried, Guid.NewGuid().ToString("N"), "jfu1", null, null), new SilentProgress(), default);
        return (label, other);
    }

    private static async Task<(string Label, Guid Job)> JobAsync(TrialCases cases)
    {
        var (label, _) = await ReadyAsync(cases);
        return (label, (await cases.Services.GetRequiredService<BackupJobs>().AskAsync("alfa", MeasureJob.Order(new MediumJobOrder(label, null), "jfu1", Environment.MachineName), default)).Id);
    }

    /// <summary>A medium that jfu1 offers to kasi1, and the code of a measurement since.</summary>
    private static async Task<(Guid Id, string Code)> OfferedAsync(TrialCases cases)
    {
        var (label, _) = await ReadyAsync(cases);
        var (_, id) = await cases.Services.GetRequiredService<HandoverDesk>().OfferAsync(new CustodyForm("alfa", "jfu1", null), label, "kasi1", null, null, default);
        var done = await cases.Services.GetRequiredService<CustodyTools>().Measuring.RunAsync("alfa", label, null, "kasi1", null, new SilentProgress(), default);
        return (id, done.Code?.ToString() ?? throw new InvalidOperationException(done.Check.Detail));
    }

    private sealed class SilentProgress : Automation.IActionProgress
    {
        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token) => ValueTask.CompletedTask;

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
