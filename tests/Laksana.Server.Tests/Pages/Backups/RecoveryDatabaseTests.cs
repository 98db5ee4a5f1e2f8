using System.Net;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Backups;

/// <summary>The sheet Recovery Database, row by row in the browser, on a real database; and recoveries on their own pages.</summary>
public sealed class RecoveryDatabaseTests(RecoveryServer server) : IClassFixture<RecoveryServer>
{
    private RecoveryBook Book => server.Services.GetRequiredService<RecoveryBook>();

    [Fact]
    public async Task the_whole_case_of_the_sheet_leads_from_a_lost_table_to_a_swapped_database_and_its_line_in_the_agenda()
    {
        var backup = await server.BackUpAsync();
        await server.DoAsync("delete from wilayah; insert into penduduk values ('9901010101099999', 'Warga Baru', '2026-11-20 08:05+07')");
        using var dimas = await server.AsAsync("dimas");
        var page = await dimas.SubmitAsync(await dimas.OpenAsync("/berkas/buka?sop=recovery-database"), null, ("isian.basis-data", "kependudukan"), ("isian.alasan-recovery", "Tabel wilayah terhapus."),
            ("isian.keadaan-tujuan", Here(backup.TakenAt.AddMinutes(1))), ("isian.data-hilang", "Satu warga baru; dimasukkan lagi dari formulirnya."));
        var number = page.Path.Split('/')[2];
        await RowAsync(dimas, number, 1);

        // 2: server, tools, space, key and backup are looked at.
        var looked = await RowAsync(dimas, number, 2);
        Assert.Contains(backup.Id, looked, StringComparison.Ordinal);
        await RowAsync(dimas, number, 3, ("isian.akun-database", "pemulih"));
        await RowAsync(dimas, number, 4);
        // 5: restored beside and compared; what is live goes on.
        var restored = await RowAsync(dimas, number, 5, ("isian.lokasi-file", backup.Id), ("isian.tanggal-backup", Here(backup.TakenAt)));
        var recovery = (await Book.OfCaseAsync(DemoServer.Office, number, default))!;
        Assert.Equal((RecoveryStage.Previewed, 1L, 20L), (recovery.Stage, recovery.Loss!.Lost, recovery.Loss.Back));
        Assert.Contains("1 baris hilang, 20 kembali", restored, StringComparison.Ordinal);
        Assert.Equal(0L, await server.OneAsync<long>("select count(*) from wilayah"));

        // 5a: whoever prepared it is refused, also on the recovery's own page; the second officer sees what would be lost and types the name.
        Assert.Equal(HttpStatusCode.Forbidden, (await dimas.OpenAsync($"/berkas/{number}/mulai/6")) is var tried && tried.Status == HttpStatusCode.OK ? (await dimas.PostAsync($"/berkas/{number}/mulai/6", Token(await dimas.OpenAsync("/akun/sandi")))).Status : HttpStatusCode.Forbidden);
        using var bagus = await server.AsAsync("bagus");
        var own = await bagus.OpenAsync("/backup/pemulihan/" + recovery.Id);
        Assert.Contains("9901010101099999", own.Main, StringComparison.Ordinal);
        Assert.Contains("wilayah", own.Main, StringComparison.Ordinal);
        Assert.Null(own.Document.QuerySelector($"a[href='/backup/pemulihan/{recovery.Id}/setujui']"));
        await RowAsync(bagus, number, 6, ("isian.nama-diketik", server.Live), ("keputusan", "disetujui"));

        // 6: swapped and checked.
        var swapped = await RowAsync(dimas, number, 7, ("isian.hasil-recovery", "Jumlah baris cocok."), ("keputusan", "ya"));
        recovery = (await Book.FindAsync(DemoServer.Office, recovery.Id, default))!;
        Assert.True(recovery.Stage == RecoveryStage.Checked, string.Join("; ", recovery.Checked?.Findings.Select(RecoveryTelling.Tell) ?? []));
        Assert.Equal(("bagus", 20L, 0L), (recovery.Approved!.By, await server.OneAsync<long>("select count(*) from wilayah"), await server.OneAsync<long>("select count(*) from penduduk where nama = 'Warga Baru'")));
        Assert.Contains(recovery.Names.Old, swapped, StringComparison.Ordinal);

        // 7 to 9: the reports, and the agenda that writes itself.
        await RowAsync(dimas, number, 8, ("isian.laporan", "Database pulih."));
        await server.DoAsync("bagus", number, new AcknowledgeReport(8));
        var state = await server.StateAsync(number);
        Assert.True(state.Runs.Count >= 9);
        Assert.Equal(["recovery.preflight", "recovery.restore", "recovery.swap"], state.Runs.Select(r => r.Machine).Where(m => m is { Status: MachineStatus.Succeeded }).Select(m => m!.Action));

        // One click back, with the old one still there.
        page = await dimas.SubmitAsync(await dimas.OpenAsync("/backup/pemulihan/" + recovery.Id), "form:has(input[value=kembalikan])", ("alasan", "Warga baru harus ada"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        await StageAsync(recovery.Id, RecoveryStage.Undone);
        Assert.Equal(1L, await server.OneAsync<long>("select count(*) from penduduk where nama = 'Warga Baru'"));
    }

    [Fact]
    public async Task on_its_own_pages_a_recovery_is_planned_approved_by_another_and_swapped()
    {
        await server.BackUpAsync();
        using var dimas = await server.AsAsync("dimas");
        var planned = await dimas.SubmitAsync(await dimas.OpenAsync("/backup/pemulihan/rencana?sumber=kependudukan"), "main form[method=post]", ("alasan", "Uji pemulihan di luar berkas"));
        var id = planned.Path.Split('/')[3];
        await StageAsync(id, RecoveryStage.Ready);
        await TaskAsync(dimas, id, "pulihkan");
        await StageAsync(id, RecoveryStage.Previewed);
        Assert.Equal(HttpStatusCode.Forbidden, (await dimas.OpenAsync($"/backup/pemulihan/{id}/tukar")).Status is HttpStatusCode.NotFound ? HttpStatusCode.Forbidden : HttpStatusCode.OK);

        // Whoever prepared it may be acting for his superior: he still does not approve his own.
        var self = await dimas.OpenAsync($"/backup/pemulihan/{id}/setujui");
        if (self.Status == HttpStatusCode.OK)
        {
            var refused = await dimas.SubmitAsync(self, "main form.card", ("keputusan", "disetujui"), ("nama", server.Live));
            Assert.Contains("tidak menyetujuinya sendiri", refused.Main, StringComparison.Ordinal);
        }
        using var bagus = await server.AsAsync("bagus");
        var page = await bagus.OpenAsync($"/backup/pemulihan/{id}/setujui");
        var wrong = await bagus.SubmitAsync(page, "main form.card", ("keputusan", "disetujui"), ("nama", "siak"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Nama yang diketik tidak sama", wrong.Main, StringComparison.Ordinal);
        var approved = await bagus.SubmitAsync(wrong, "main form.card", ("keputusan", "disetujui"), ("nama", server.Live));
        Assert.Contains("Disetujui", approved.Main, StringComparison.Ordinal);
        await TaskAsync(dimas, id, "tukar");
        await StageAsync(id, RecoveryStage.Checked);
        var done = await dimas.OpenAsync("/backup/pemulihan/" + id);
        Assert.Contains("Kembalikan ke yang lama", done.Main, StringComparison.Ordinal);
        Assert.Contains((await Book.FindAsync(DemoServer.Office, id, default))!.Names.Old, done.Main, StringComparison.Ordinal);
        var log = await (await server.AsAsync("admin")).OpenAsync("/pengaturan/catatan?cari=kependudukan");
        Assert.True(log.Status != HttpStatusCode.OK || log.Main.Contains("Hasil pemulihan ditukar masuk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_restore_over_the_live_database_is_refused_by_page_call_and_row()
    {
        await server.BackUpAsync();
        using var dimas = await server.AsAsync("dimas");
        var form = await dimas.OpenAsync("/backup/pemulihan/rencana?sumber=kependudukan");
        foreach (var into in new[] { server.Live, server.Live.ToUpperInvariant(), "kependudukan" })
        {
            var refused = await dimas.SubmitAsync(form, "main form[method=post]", ("alasan", "timpa saja"), ("ke", into));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("tidak pernah ditulis ke " + into, refused.Main, StringComparison.Ordinal);
        }
        var token = await server.Services.GetRequiredService<Laksana.Server.Accounts.AccessTokens>().IssueAsync(DemoServer.Office, "dimas", "uji", null);
        using var call = new HttpRequestMessage(HttpMethod.Post, "/api/v1/recoveries")
        {
            Content = new StringContent($$"""{"source": "kependudukan", "reason": "timpa saja", "into": "{{server.Live}}"}""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { Authorization = new("Bearer", token) },
        };
        using var nobody = server.Visit();
        using var answer = await nobody.SendRawAsync(call);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("recovery.into-live", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await Book.ListAsync(DemoServer.Office, 100, default), r => r.Reason == "timpa saja");
    }

    /// <summary>Begins a row, waits for its machine where it has one, and finishes it; the row's page before it was finished.</summary>
    private async Task<string> RowAsync(Visitor officer, string number, int run, params (string, string)[] fields)
    {
        var page = await officer.OpenAsync("/berkas/" + number);
        if (page.Document.QuerySelector($"form[action='/berkas/{number}/mulai/{run}']") is not null) page = await officer.SubmitAsync(page, $"form[action='/berkas/{number}/mulai/{run}']");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while ((await server.StateAsync(number)).FindRun(run)?.Machine is { Status: MachineStatus.Running }) await Task.Delay(100, patience.Token);
        var machine = (await server.StateAsync(number)).FindRun(run)!.Machine;
        Assert.True(machine?.Failure is null, $"{run}: {machine?.Failure} {machine?.Hint}");
        page = await officer.OpenAsync("/berkas/" + number);
        var seen = page.Main;
        page = await officer.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/{run}']", fields);
        Assert.True(page.Status == HttpStatusCode.OK, $"{run}: {page.Main}");
        Assert.NotEqual(RunStatus.Working, (await server.StateAsync(number)).FindRun(run)!.Status);
        return seen;
    }

    private static async Task TaskAsync(Visitor officer, string id, string task)
    {
        var page = await officer.SubmitAsync(await officer.OpenAsync("/backup/pemulihan/" + id), $"form:has(input[value={task}])");
        Assert.True(page.Status == HttpStatusCode.OK, page.Main);
    }

    private async Task StageAsync(string id, RecoveryStage stage)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var recovery = (await Book.FindAsync(DemoServer.Office, id, patience.Token))!;
            var job = await server.Services.GetRequiredService<BackupJobs>().OfSubjectAsync(DemoServer.Office, RecoveryJob.JobKind, id, 1, patience.Token);
            if (recovery.Stage == stage && job is not [{ Going: true }]) return;
            Assert.True(job is not [{ Status: Laksana.Automation.ActionRunStatus.Failed }], job is [var failed] ? failed.Summary : "");
            await Task.Delay(100, patience.Token);
        }
    }

    private static string Here(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Token(Seen page) => new() { ["__formulir"] = page.Document.QuerySelector("main form input[name=__formulir]")!.GetAttribute("value")!, ["kunci"] = Guid.NewGuid().ToString() };
}
