using System.Globalization;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Laksana.Server.Pages;
using Xunit;

namespace Laksana.Server.Tests.Pages;

public sealed class OfficeTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 1, 25, 0, TimeSpan.Zero);

    private readonly OfficeTimes _times = new(new CurrentOffice(), new StoppedClock());

    [Theory]
    [InlineData("id-ID", 0, "hari ini 08.25")]
    [InlineData("id-ID", 24, "besok 08.25")]
    [InlineData("id-ID", -24, "kemarin 08.25")]
    [InlineData("id-ID", 96, "Sel 24 Nov 08.25")]
    [InlineData("id-ID", 24 * 60, "Sel 19 Jan 2027 08.25")]
    [InlineData("en-GB", 0, "today 08:25")]
    [InlineData("en-GB", 96, "Tue 24 Nov 08:25")]
    public void a_moment_is_written_as_the_office_writes_it(string culture, int hours, string written)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(written, _times.Moment(Now.AddHours(hours)));
    }

    [Fact]
    public void days_are_written_in_full_and_short()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Indonesian;
        Assert.Equal("Jumat, 20 November 2026", _times.LongDay(Now));
        Assert.Equal("Jum 20 Nov 2026", _times.Day(Now));
        Assert.Equal("Jum 20 Nov 2026 08.25", _times.Full(Now));
        Assert.Equal("2026-11-20T08:25:00+07:00", _times.Machine(Now));
        Assert.Equal("17 Agu 2026", OfficeTimes.Day(new DateOnly(2026, 8, 17)));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
