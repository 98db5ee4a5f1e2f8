using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Tests.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Officers;

/// <summary>Whatever the text of an office's own files, their readers answer.</summary>
public sealed class HostileOfficeTests
{
    [Fact]
    public void any_mutation_of_an_office_is_answered()
    {
        foreach (var text in Mutation.Of(TextOf("office.yaml")))
            IsAnswered(OfficeFile.Read(text, "office.yaml").Office, OfficeFile.Read(text, "office.yaml").Findings);
    }

    [Fact]
    public void any_mutation_of_a_calendar_is_answered_and_what_is_read_is_a_calendar()
    {
        foreach (var text in Mutation.Of(TextOf("calendar.yaml")))
        {
            var reading = CalendarFile.Read(text, "calendar.yaml", OfficeZone.Wita);
            IsAnswered(reading.Calendar, reading.Findings);
            if (reading.Calendar is { } calendar)
                Assert.Same(calendar, new WorkCalendar(calendar).Definition);
        }
    }

    [Fact]
    public void any_mutation_of_demo_officers_is_answered()
    {
        var office = OfficeFile.Read(TextOf("office.yaml"), "office.yaml").Office;
        foreach (var text in Mutation.Of(TextOf("demo.yaml")))
        {
            var reading = DemoFile.Read(text, "demo.yaml", office);
            IsAnswered(reading.Staff, reading.Findings);
        }
    }

    private static void IsAnswered(object? read, IReadOnlyList<Finding> findings) =>
        Assert.Equal(findings.All(f => f.Severity == Severity.Warning), read is not null);

    private static string TextOf(string file) => File.ReadAllText(Repository.Path("tests/Laksana.Tests/Offices/kota-uji/" + file));
}
