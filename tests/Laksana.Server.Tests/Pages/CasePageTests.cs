using System.Net;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>The case as the live sheet: who sees what, and the way a row is done.</summary>
public sealed class CasePageTests(DemoServer server) : IClassFixture<DemoServer>
{
    [Fact]
    public async Task a_row_is_begun_and_done_and_the_next_one_waits()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        Assert.Contains("Gangguan jaringan di Kecamatan Kalibening", page.Main, StringComparison.Ordinal);

        page = await ratri.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/1']");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal($"/berkas/{number}", page.Path);
        Assert.Equal(RunStatus.Done, (await server.StateAsync(number)).Runs[0].Status);

        page = await ratri.SubmitAsync(page, $"form[action='/berkas/{number}/mulai/2']");
        page = await ratri.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/2']", ("isian.hasil-perangkat-lunak", "baik"), ("keterangan", "PC diperiksa."));
        var state = await server.StateAsync(number);
        Assert.Equal("baik", state.Fields["hasil-perangkat-lunak"].Value);
        Assert.Equal("periksa-alamat", state.OpenRuns.Single().Step);
        Assert.Contains("PC diperiksa.", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_form_with_faults_comes_back_with_what_was_typed()
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>()));
        await server.DoAsync("ratri", number, new BeginStep(2));
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.SubmitAsync(await ratri.OpenAsync("/berkas/" + number), $"form[action='/berkas/{number}/selesai/2']",
            ("isian.hasil-perangkat-lunak", ""), ("isian.temuan-perangkat-lunak", "Antivirus usang & <b>lambat</b>"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Refusal);
        Assert.Equal("Antivirus usang & <b>lambat</b>", page.Document.QuerySelector("textarea[name='isian.temuan-perangkat-lunak']")!.TextContent.Trim());
        Assert.NotEmpty(page.Document.QuerySelectorAll("fieldset .wrong"));
        Assert.Equal(RunStatus.Working, (await server.StateAsync(number)).Runs[1].Status);
    }

    [Fact]
    public async Task whoever_has_no_part_in_the_sheet_is_refused_and_another_office_finds_nothing()
    {
        var number = await server.FaultAsync();
        using var laila = await server.AsAsync("laila");
        Assert.Equal(HttpStatusCode.Forbidden, (await laila.OpenAsync("/berkas/" + number)).Status);
        var other = (await server.AtWorkAsync("ciamis")).Staffing.Holdings[0].Officer;
        using var stranger = await server.AsAsync(other, "ciamis");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync("/berkas/" + number)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await laila.OpenAsync("/berkas/PML-2026-9999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await laila.OpenAsync("/berkas/%01'%3b--")).Status);
    }

    [Fact]
    public async Task a_form_without_its_token_does_nothing()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.PostAsync($"/berkas/{number}/selesai/1", [new("versi", "2"), new("kunci", Guid.NewGuid().ToString())]);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        using var parts = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7"u8.ToArray()), "dokumen", "surat.pdf" } };
        var answer = await ratri.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/berkas/{number}/dokumen") { Content = parts });
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(0L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from document where case_number = $1", number));
        Assert.Equal(2, (await server.StateAsync(number)).Version);
    }
}
