using Laksana.Browser.Tests.Serving;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Day;

/// <summary>
/// A working day of sixty officers and five hundred citizens, pressed into some minutes, with three real browsers among them. Nobody gets an error, nothing that was said to be
/// done is missing or there twice, no draft is lost. The times stand in docs/benchmarks.md; they are no part of passing.
/// </summary>
public sealed class WorkingDayTests(BusyOffice office, Chromium chromium, ITestOutputHelper output) : IClassFixture<BusyOffice>
{
    private const int Citizens = 500;
    private const int Rounds = 40;

    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(7);

    [Fact, Trait("Category", "Long")]
    public async Task a_day_of_sixty_officers_and_five_hundred_citizens_leaves_nothing_wrong()
    {
        var book = new DayBook();
        var officers = office.Names.Select((name, i) => new OfficerDay(office, book, name, 1000 + i)).ToList();
        var citizens = Enumerable.Range(0, Citizens).Select(i => new CitizenDay(office, book, i)).ToList();
        using var evening = new CancellationTokenSource();
        try
        {
            var clock = MoveClockAsync(evening.Token);
            var browsers = BrowseAsync(evening.Token);
            await Task.WhenAll([.. officers.Select(o => o.WorkAsync(Rounds)), .. citizens.Select((citizen, i) => ComeAsync(citizen, i))]);
            await evening.CancelAsync();
            var drafts = await browsers;
            await clock;
            output.WriteLine($"{book.Asked} answers; {officers.Sum(o => o.Done)} rows done, {officers.Sum(o => o.Opened)} cases opened, {citizens.Count(c => c.Asked)} complaints by citizens, {book.Overtaken.Count} came second, {drafts} drafts found again");
            output.WriteLine(book.Table());
            Assert.Empty(book.Errors);
            Assert.True(drafts > 0);
            Assert.Equal(Citizens / 5, citizens.Count(c => c.Asked));
            await NothingMissingAsync(officers.Sum(o => o.Done));
        }
        finally
        {
            foreach (var one in officers) one.Dispose();
            foreach (var one in citizens) one.Dispose();
        }
    }

    /// <summary>Citizens come all day long.</summary>
    private static async Task ComeAsync(CitizenDay citizen, int number)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(120 * number));
        await citizen.ComeAsync();
    }

    private async Task MoveClockAsync(CancellationToken evening)
    {
        for (var minutes = 0; minutes < WorkingDay.TotalMinutes && !evening.IsCancellationRequested; minutes += 2)
        {
            office.Now += TimeSpan.FromMinutes(2);
            await Task.Delay(400, CancellationToken.None);
        }
    }

    private async Task<int> BrowseAsync(CancellationToken evening)
    {
        var found = await Task.WhenAll(TypeAndLeaveAsync("ratri", 1360, evening), TypeAndLeaveAsync("galih", 360, evening), TypeAndLeaveAsync("dimas", 1360, evening));
        return found.Sum();
    }

    /// <summary>Types into a case, closes the window before sending, opens it again and finds what was typed: every time.</summary>
    private async Task<int> TypeAndLeaveAsync(string officer, int width, CancellationToken evening)
    {
        var number = await office.FaultAsync();
        var page = await chromium.WindowAsync(office.Address, width);
        var context = page.Context;
        await page.SignInAsync(officer);
        var found = 0;
        for (var round = 0; round < 3 || !evening.IsCancellationRequested && round < 30; round++, found++)
        {
            var words = $"Catatan {officer} ke-{round}";
            await page.GotoAsync("/berkas/" + number);
            await page.Locator("#catatan").FillAsync(words);
            await page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
            page = await context.NewPageAsync();
            await page.GotoAsync("/berkas/" + number);
            await page.Locator(".notice.warn").GetByRole(AriaRole.Button, new() { Name = "Pakai" }).ClickAsync();
            await Assertions.Expect(page.Locator("#catatan")).ToHaveValueAsync(words);
            await page.Locator("form[action$='/catatan'] button").GoThroughAsync();
            await Assertions.Expect(page.Locator("main .notice.good")).ToHaveCountAsync(1);
        }
        await context.CloseAsync();
        return found;
    }

    /// <summary>As many rows are done in the register as the pages said, and the register verifies.</summary>
    private async Task NothingMissingAsync(int said)
    {
        var done = await office.Database.ScalarAsync<long>(BusyOffice.Office, """
            select count(*) from event where office = $1 and kind in ('step-completed', 'step-reported', 'report-acknowledged')
                and convert_from(body, 'UTF8')::jsonb -> 'by' ->> 'officer' like 'petugas%'
            """, BusyOffice.Office);
        Assert.Equal(said, done);
        var register = await new RegisterVerifier(office.Database.OwnerConnectionString).VerifyAsync(new VerificationOrder(BusyOffice.Office));
        Assert.True(register.Fits, register.First?.ToString());
    }
}
