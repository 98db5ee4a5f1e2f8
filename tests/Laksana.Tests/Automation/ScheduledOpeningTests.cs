using Laksana.Automation;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static Laksana.Tests.Automation.FireTimesTests;

namespace Laksana.Tests.Automation;

public sealed class ScheduledOpeningTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Daily = "0 0 8 * * ?";

    [Fact]
    public async Task a_schedule_fired_on_two_nodes_and_again_afterwards_opens_one_case()
    {
        var office = await OfficeAsync("tetap");
        var nodes = Enumerable.Range(0, 6).Select(_ => Opening(new MachineOffice(fixture.Database, office.Id, office.Actions, office.Clock))).ToArray();
        var at = Wib("2026-11-17 08:00:00");
        await Task.WhenAll(nodes.Select((n, i) => n.FireAsync(office.Id, "mesin", Daily, at.AddMilliseconds(i * 300), default)));
        await nodes[0].FireAsync(office.Id, "mesin", Daily, at.AddHours(1), default); // a recovered job that comes late
        Assert.Equal("MSN-2026-0001", await CasesAsync(office));
        Assert.Equal(at, new DateTimeOffset(await fixture.Database.ScalarAsync<DateTime>(office.Id, "select fire_time from schedule_fired where case_number is not null")));

        await nodes[0].FireAsync(office.Id, "mesin", Daily, at.AddDays(1), default);
        // The refused openings used up no number.
        Assert.Equal("MSN-2026-0001, MSN-2026-0002", await CasesAsync(office));
    }

    [Fact]
    public async Task a_day_off_is_skipped_and_the_books_say_so()
    {
        var office = await OfficeAsync("lewati");
        Assert.Null(await Opening(office).FireAsync(office.Id, "mesin", Daily, Wib("2026-11-18 08:00:00"), default));
        Assert.Null(await CasesAsync(office));
        Assert.Equal("skipped", await fixture.Database.ScalarAsync<string>(office.Id, "select note from schedule_fired"));
    }

    [Fact]
    public async Task days_off_are_shifted_to_one_case_on_the_next_working_day()
    {
        var office = await OfficeAsync("geser");
        var (opening, monday) = (Opening(office), Wib("2026-11-23 08:00:00"));
        foreach (var day in new[] { "2026-11-21", "2026-11-22" })
            Assert.Equal(monday, await opening.FireAsync(office.Id, "mesin", Daily, Wib(day + " 08:00:00"), default));
        await opening.FireAsync(office.Id, "mesin", null, monday, default);
        await opening.FireAsync(office.Id, "mesin", Daily, monday, default);
        Assert.Equal("MSN-2026-0001", await CasesAsync(office));
    }

    [Fact]
    public async Task a_trigger_of_a_schedule_that_was_changed_opens_nothing()
    {
        var office = await OfficeAsync("tetap");
        await Opening(office).FireAsync(office.Id, "mesin", "0 0 9 * * ?", Wib("2026-11-17 09:00:00"), default);
        await Opening(office).FireAsync(office.Id, "sudah-tidak-ada", Daily, Wib("2026-11-17 09:00:00"), default);
        await Opening(office).FireAsync("kantor-lain", "mesin", Daily, Wib("2026-11-17 09:00:00"), default);
        Assert.Null(await CasesAsync(office));
    }

    private async Task<MachineOffice> OfficeAsync(string rule)
    {
        var office = await MachineOffice.NewAsync(fixture.Database, new MovedClock(MachineOffice.Monday));
        return await office.PublishAsync("uji.kerja", schedule: $"jadwal: {{cron: \"{Daily}\", hari-libur: {rule}}}");
    }

    private static ScheduledOpening Opening(MachineOffice office) => new(office.Database, office.Offices, office.Sheets, office.Desk, office.Clock, NullLogger.Instance);

    private static Task<string?> CasesAsync(MachineOffice office) =>
        office.Database.ScalarAsync<string>(office.Id, "select string_agg(case_number, ', ' order by case_number) from case_file");
}
