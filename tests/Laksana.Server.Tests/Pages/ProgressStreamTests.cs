using System.Net;
using System.Net.Http.Headers;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Live progress as pages and programs hear it: signs of life, an end with the right and the session, few at once.</summary>
public sealed class ProgressStreamTests(MachineServer server) : IClassFixture<MachineServer>
{
    [Theory]
    [InlineData(true, "event: maju", "event: selesai")]
    [InlineData(false, "event: progress", "event: end")]
    public async Task changes_are_told_silence_is_broken_and_the_end_is_said(bool page, string change, string end)
    {
        var number = await BegunAsync();
        using var ear = await Ear.OpenAsync(server, number, page);
        await ear.HearAsync(change);
        await ear.HearAsync(":");
        server.Say(number, 2, "Bekerja", 0.5);
        await ear.HearAsync(change);
        server.Succeed(number, 2, "Selesai.", "baik");
        await ear.HearAsync(end);
        await ear.EndsAsync();
        Assert.Equal("text/event-stream", ear.Answer.Content.Headers.ContentType!.MediaType);
        Assert.True(ear.Answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task it_ends_with_the_right_to_see_the_case(bool page)
    {
        var moves = page ? "pindah-a" : "pindah-b";
        await server.Alfa.Books.EnrolAsync("alfa", new Officers.NewOfficer(moves, "Petugas " + moves), default);
        await server.Alfa.Books.AppointAsync("alfa", moves, "jfu-x", Officers.Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        var number = await BegunAsync();
        // The office as it works now is known for two seconds.
        while (!(await server.Services.GetRequiredService<Officers.Offices>().GetAsync("alfa", default)).Staffing.Holdings.Any(h => h.Officer == moves)) await Task.Delay(100);
        using var ear = await Ear.OpenAsync(server, number, page, moves);
        await ear.HearAsync("event:");
        await server.Services.GetRequiredService<Officers.OfficeDesk>().EndHoldingAsync("alfa", moves, "jfu-x", new DateOnly(2020, 1, 2), default);
        await ear.EndsAsync();
        using var again = await Ear.OpenAsync(server, number, page, moves, good: false);
        Assert.Contains(again.Answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task it_ends_with_the_session()
    {
        var number = await BegunAsync();
        using var ear = await Ear.OpenAsync(server, number, page: true, "jfu2");
        await ear.HearAsync("event:");
        await server.Database.DoAsync("alfa", "update account set security_stamp = 'lain' where officer = 'jfu2'");
        await ear.EndsAsync();
    }

    [Fact]
    public async Task it_ends_with_the_token()
    {
        var number = await BegunAsync();
        using var ear = await Ear.OpenAsync(server, number, page: false, "kasi1");
        await ear.HearAsync("event:");
        var tokens = server.Services.GetRequiredService<AccessTokens>();
        foreach (var line in await tokens.ListAsync("alfa", "kasi1")) await tokens.RevokeAsync("alfa", "kasi1", line.Id);
        await ear.EndsAsync();
    }

    [Fact]
    public async Task one_officer_listens_only_so_often_at_once()
    {
        var number = await BegunAsync();
        var ears = new List<Ear>();
        for (var i = 0; i < Listeners.MostOfOne; i++) ears.Add(await Ear.OpenAsync(server, number, page: i % 2 == 0, "kabid1"));
        using (var page = await Ear.OpenAsync(server, number, page: true, "kabid1", good: false)) Assert.Equal(HttpStatusCode.NoContent, page.Answer.StatusCode);
        using (var program = await Ear.OpenAsync(server, number, page: false, "kabid1", good: false)) Assert.Equal(HttpStatusCode.TooManyRequests, program.Answer.StatusCode);
        using (await Ear.OpenAsync(server, number, page: true)) { }
        foreach (var ear in ears) ear.Dispose();
        // A place is free again once the server has noticed that its listener went.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var again = await Ear.OpenAsync(server, number, page: false, "kabid1", good: false);
            if (again.Answer.StatusCode == HttpStatusCode.OK) break;
            await Task.Delay(100, patience.Token);
        }
    }

    private async Task<string> BegunAsync()
    {
        using var jfu = await server.AsAsync("jfu1");
        var number = (await jfu.PostAsync("/api/v1/cases", new { sheet = "uji-kerja" })).Json["number"]!.GetValue<string>();
        await jfu.DoAsync(number, "complete", new { fields = new { tempat = "kec-a" } });
        await jfu.DoAsync(number, "begin");
        return number;
    }

    /// <summary>Listens to a case's progress, as the page's script does or as a program.</summary>
    private sealed class Ear(HttpClient client, HttpResponseMessage answer, StreamReader lines) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        public HttpResponseMessage Answer => answer;

        /// <param name="good">The stream must be opened.</param>
        public static async Task<Ear> OpenAsync(MachineServer server, string number, bool page, string officer = "jfu1", bool good = true)
        {
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };
            var request = new HttpRequestMessage(HttpMethod.Get, page ? $"/berkas/{number}/kemajuan" : $"/api/v1/cases/{number}/progress");
            request.Headers.Accept.ParseAdd("text/event-stream");
            if (page)
            {
                using var browser = await server.BrowseAsAsync(officer);
                request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(server.Address));
            }
            else
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await server.Services.GetRequiredService<AccessTokens>().IssueAsync("alfa", officer, "dengar", null));
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (good) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return new Ear(client, answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        }

        public async Task HearAsync(string beginning)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await lines.ReadLineAsync(patience.Token) is { } line)
                if (line.StartsWith(beginning, StringComparison.Ordinal)) return;
            Assert.Fail($"The stream ended without {beginning}.");
        }

        public async Task EndsAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await lines.ReadLineAsync(patience.Token) is not null) { }
        }

        public void Dispose()
        {
            lines.Dispose();
            answer.Dispose();
            client.Dispose();
        }
    }
}
