using System.Net;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Officers;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Laksana.Server.Tests.Pages.Backups;

/// <summary>The pages of backups over a real database that is really backed up.</summary>
public sealed class BackupPageTests : IClassFixture<RecoveryServer>
{
    private const string Office = DemoServer.Office;

    private readonly RecoveryServer _server;

    public BackupPageTests(RecoveryServer server)
    {
        _server = server;
        // The office's clock stands still by itself; what one test takes is older than what the next does.
        server.Now += TimeSpan.FromMinutes(3);
    }

    private BackupJobs Jobs => _server.Services.GetRequiredService<BackupJobs>();

    private BackupBook Book => _server.Services.GetRequiredService<BackupBook>();

    [Fact]
    public async Task a_backup_is_taken_with_one_press_and_shown_with_what_is_in_it()
    {
        var dimas = await _server.AsAsync("dimas");
        var page = await dimas.OpenAsync("/backup");
        Assert.Equal("/backup", page.Document.QuerySelector("nav.main a[aria-current=page]")!.GetAttribute("href"));
        page = await dimas.SubmitAsync(page, "form[action='/backup/ambil']");
        var job = JobOf(page);
        Assert.Equal(ActionRunStatus.Succeeded, (await _server.EndedAsync(job)).Status);

        page = await dimas.OpenAsync(page.Path);
        Assert.Equal("selesai", page.Document.QuerySelector(".machine-work .pill")!.TextContent);
        Assert.Null(page.Document.QuerySelector(".machine-work[data-kemajuan^='/']"));
        var backup = (await Book.FindByRunAsync(Office, job, default))!;
        Assert.Equal("dimas", backup.Officer);
        page = await dimas.OpenAsync(page.Document.QuerySelector("main .acts a.btn")!.GetAttribute("href")!);
        Assert.Equal("/backup/" + backup.Id, page.Path);
        Assert.Contains(backup.Sha256, page.Main, StringComparison.Ordinal);
        Assert.Contains("kunci-kantor", page.Main, StringComparison.Ordinal);
        Assert.Contains("Diketahui sesudah backup dibaca", page.Main, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/backup/pemulihan/rencana?sumber=kependudukan&backup={backup.Id}']"));

        // Its tables are counted once it was read.
        var (check, _) = await Jobs.AskAsync(Office, VerifyJob.Order(backup.Id, BackupLevel.Readable, "dimas", null), default);
        Assert.Equal(ActionRunStatus.Succeeded, (await _server.EndedAsync(check)).Status);
        page = await dimas.OpenAsync("/backup/" + backup.Id);
        Assert.Contains("2 tabel, 520 baris", page.Main, StringComparison.Ordinal);
        Assert.Equal("Terbaca", page.Document.QuerySelector("h1 .pill")!.TextContent);

        page = await dimas.OpenAsync("/backup");
        Assert.Contains("isinya terbaca", page.Document.QuerySelector("#sumber-kependudukan .pill")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll($"ul.cases a[href='/backup/{backup.Id}']"));
        Assert.Contains("520 baris", (await dimas.OpenAsync("/backup/pekerjaan/" + check)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task pressing_twice_takes_one_backup_also_when_the_first_has_ended()
    {
        var dimas = await _server.AsAsync("dimas");
        var form = await dimas.OpenAsync("/backup");
        var first = await dimas.SubmitAsync(form, "form[action='/backup/ambil']");
        var second = await dimas.SubmitAsync(form, "form[action='/backup/ambil']");
        Assert.Equal(first.Path, second.Path);
        Assert.Contains("tidak diambil dua kali", second.Main, StringComparison.Ordinal);
        await _server.EndedAsync(JobOf(first));
        Assert.Equal(first.Path, (await dimas.SubmitAsync(form, "form[action='/backup/ambil']")).Path);
        Assert.Single(await Jobs.OfSubjectAsync(Office, TakeJob.Name, "kependudukan", 100, default), j => j.Id == JobOf(first));
        Assert.Null(await Jobs.GoingAsync(Office, TakeJob.Name, "kependudukan", default));
    }

    [Fact]
    public async Task a_running_backup_shows_its_progress_and_is_cancelled_without_a_trace()
    {
        var (dimas, ratri) = (await _server.AsAsync("dimas"), await _server.AsAsync("ratri"));
        await using var held = await HeldAsync();
        var page = await dimas.SubmitAsync(await dimas.OpenAsync("/backup"), "form[action='/backup/ambil']");
        var job = JobOf(page);
        for (var tries = 0; (await Jobs.FindAsync(Office, job, default))!.Status != ActionRunStatus.Running; tries++)
        {
            Assert.True(tries < 300);
            await Task.Delay(50);
        }
        page = await dimas.OpenAsync("/backup");
        Assert.Contains("sedang diambil", page.Document.QuerySelector("#sumber-kependudukan .pill")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action='/backup/ambil']"));
        Assert.Equal("/backup/kemajuan", page.Document.QuerySelector(".machine-work")!.GetAttribute("data-kemajuan"));
        Assert.NotNull(page.Document.QuerySelector($".machine-work a[href^='/backup/pekerjaan/{job}?muat=']"));

        // It is heard of as it goes on, and that it has ended.
        using var stream = await dimas.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, "/backup/kemajuan"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Forbidden, (await ratri.OpenAsync("/backup/kemajuan")).Status);

        page = await dimas.SubmitAsync(page, $"form[action='/backup/pekerjaan/{job}/batal']");
        Assert.Contains("dibatalkan", page.Main, StringComparison.Ordinal);
        Assert.Equal(ActionRunStatus.Cancelled, (await _server.EndedAsync(job)).Status);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.Contains("event: selesai", await stream.Content.ReadAsStringAsync(patience.Token), StringComparison.Ordinal);
        await held.DisposeAsync();
        var folder = _server.Services.GetRequiredService<BackupSettings>().FolderOf(Office);
        for (var tries = 0; Directory.Exists(folder) && Directory.EnumerateDirectories(folder, ".partial-*").Any(); tries++)
        {
            Assert.True(tries < 300, "It left something behind.");
            await Task.Delay(50);
        }
        Assert.Null(await Book.FindByRunAsync(Office, job, default));
        var told = await _server.Services.GetRequiredService<AdministrationLog>().ReadAsync(Office, new AdministrationFilter(Act: AdministrationActs.BackupCancelled), 10, default);
        Assert.Contains(told, l => l.Officer == "dimas" && l.Subject == "kependudukan");
    }

    [Fact]
    public async Task nobody_else_sees_or_takes_anything()
    {
        var backup = await _server.BackUpAsync();
        var ratri = await _server.AsAsync("ratri");
        foreach (var address in new[] { "/backup", "/backup/" + backup.Id, "/backup/pekerjaan/" + backup.Run }) Assert.Equal(HttpStatusCode.Forbidden, (await ratri.OpenAsync(address)).Status);
        Assert.DoesNotContain((await ratri.OpenAsync("/tugas")).Document.QuerySelectorAll("nav.main a"), a => a.GetAttribute("href") == "/backup");
        // An office whose sheets know no backups has no such place, nor the other's.
        var deni = await _server.AsAsync("deni", "ciamis");
        foreach (var address in new[] { "/backup", "/backup/" + backup.Id, "/backup/pekerjaan/" + backup.Run }) Assert.Equal(HttpStatusCode.NotFound, (await deni.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task a_key_for_paper_is_shown_once_and_opens_the_next_backup()
    {
        var admin = await _server.AsAsync("admin");
        var page = await admin.OpenAsync("/backup/kunci");
        var wrong = await admin.SubmitAsync(page, "section[aria-labelledby=kertas] form", ("nama", "kunci-brankas"), ("sandi", "bukan-ini"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.DoesNotContain("AGE-SECRET-KEY", wrong.Text, StringComparison.Ordinal);

        var shown = await admin.SubmitAsync(page, "section[aria-labelledby=kertas] form", ("nama", "kunci-brankas"), ("sandi", DemoInstallation.Password));
        Assert.Equal((HttpStatusCode.OK, ""), (shown.Status, shown.Refusal));
        Assert.True(shown.Response.Headers.CacheControl!.NoStore);
        var secret = shown.Document.QuerySelector("[data-kunci-rahasia]")!.TextContent;
        Assert.StartsWith("AGE-SECRET-KEY-1", secret, StringComparison.Ordinal);
        Assert.NotNull(shown.Document.QuerySelector("svg.qr"));
        // Sent again it is refused, and shown nowhere else.
        var again = await admin.SubmitAsync(page, "section[aria-labelledby=kertas] form", ("nama", "kunci-brankas"), ("sandi", DemoInstallation.Password));
        Assert.Contains("sudah dipakai", again.Refusal, StringComparison.Ordinal);
        foreach (var address in new[] { "/backup/kunci", "/backup", "/pengaturan/catatan" }) Assert.DoesNotContain(secret, (await admin.OpenAsync(address)).Text, StringComparison.Ordinal);
        var told = Assert.Single(await _server.Services.GetRequiredService<AdministrationLog>().ReadAsync(Office, new AdministrationFilter(Act: AdministrationActs.BackupKeyAdded), 10, default), l => l.Subject == "kunci-brankas");
        Assert.Equal("admin", told.Officer);

        var backup = await _server.BackUpAsync();
        Assert.Contains("kunci-brankas", backup.Recipients);
        var typed = Path.Combine(Path.GetTempPath(), "kunci-" + Guid.NewGuid().ToString("N"));
        try
        {
            await File.WriteAllTextAsync(typed, secret + "\n");
            var artifact = Artifact.At(Path.Combine(_server.Services.GetRequiredService<BackupSettings>().FolderOf(Office), backup.Id));
            Assert.Equal(backup.Id, (await artifact.ReadThroughAsync(new BackupIdentities([typed]), null, ByteRate.Unlimited, default)).Name);
        }
        finally
        {
            File.Delete(typed);
        }
        page = await admin.OpenAsync("/backup/kunci");
        Assert.Contains("ditarik", (await admin.SubmitAsync(page, "details.withdraw form", ("sandi", DemoInstallation.Password))).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("kunci-brankas", (await _server.BackUpAsync()).Recipients);
    }

    [Fact]
    public async Task a_source_that_cannot_be_reached_tells_why_and_what_to_do()
    {
        var dimas = await _server.AsAsync("dimas");
        await _server.DoAsync($"alter database {_server.Live} rename to {_server.Live}_hilang", "postgres");
        try
        {
            var page = await dimas.SubmitAsync(await dimas.OpenAsync("/backup"), "form[action='/backup/ambil']");
            Assert.Equal(ActionRunStatus.Failed, (await _server.EndedAsync(JobOf(page))).Status);
            Assert.Contains("tidak ada di servernya", (await dimas.OpenAsync(page.Path)).Refusal, StringComparison.Ordinal);
            page = await dimas.OpenAsync("/backup");
            Assert.Contains("gagal", page.Document.QuerySelector("#sumber-kependudukan .pill")!.TextContent, StringComparison.Ordinal);
        }
        finally
        {
            await _server.DoAsync($"alter database {_server.Live}_hilang rename to {_server.Live}", "postgres");
        }
        Assert.Equal("kependudukan", (await _server.BackUpAsync()).Source);
    }

    /// <summary>A table that pg_dump waits for.</summary>
    private async Task<NpgsqlConnection> HeldAsync()
    {
        var connection = new NpgsqlConnection(_server.In(_server.Live));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table penduduk in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static Guid JobOf(Seen page) => Guid.Parse(page.Path["/backup/pekerjaan/".Length..]);
}
