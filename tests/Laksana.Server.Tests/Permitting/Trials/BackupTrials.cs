using Laksana.Backups;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Backups as a whole: jfu takes them, kasi stands above jfu, the administrator keeps the keys.</summary>
internal static class BackupTrials
{
    public static readonly TrialTable All = new()
    {
        ["/backup"] = c => At(c, new("/backup")),
        ["/backup/ambil"] = c => At(c, new("/backup/ambil", [("sumber", "kependudukan")], RedirectsWithoutForm: true)),
        ["/backup/pekerjaan/{job}"] = async c => new($"/backup/pekerjaan/{await c.TakeJobAsync()}"),
        ["/backup/pekerjaan/{job}/batal"] = async c => new($"/backup/pekerjaan/{await c.TakeJobAsync()}/batal", RedirectsWithoutForm: true),
        ["/backup/kemajuan"] = async c =>
        {
            // While something goes on the answer does not end.
            var jobs = c.Services.GetRequiredService<BackupJobs>();
            foreach (var job in await jobs.GoingAsync("alfa", default)) await jobs.CancelAsync("alfa", job.Id, default);
            return await At(c, new("/backup/kemajuan"));
        },
        ["/backup/{id}"] = async c => new($"/backup/{await c.SheetBackupAsync()}"),
        ["/backup/kunci"] = c => At(c, new("/backup/kunci", [("tindak", "kertas"), ("nama", "kunci-" + Guid.NewGuid().ToString("N")[..8]), ("sandi", TestOffice.Password)], Right: "admin")),
    };

    private static async Task<Trial> At(Api.TrialCases cases, Trial trial)
    {
        await cases.PublishBackupAsync();
        return trial;
    }
}
