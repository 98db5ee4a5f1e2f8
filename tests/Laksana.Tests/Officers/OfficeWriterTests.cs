using Laksana.Officers;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Officers;

/// <summary>What the settings write reads back as what was meant.</summary>
public sealed class OfficeWriterTests
{
    public static TheoryData<string> Shipped() => [.. OfficeFolder.Under(Repository.Path("procedures"))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void shipped_offices_and_calendars_survive_being_written_and_read(string path)
    {
        var folder = OfficeFolder.Load(path);
        var text = OfficeWriter.Write(folder.Office!, folder.OfficeText);
        var again = OfficeFile.Read(text, "office.yaml");
        Assert.Empty(again.Findings);
        Assert.Equal(folder.Office!.Positions, again.Office!.Positions);
        Assert.Equal(folder.Office.Sites, again.Office.Sites);
        Assert.Equal(Flat(folder.Office.RolePositions), Flat(again.Office.RolePositions));
        Assert.Equal(Flat(folder.Office.SheetRolePositions), Flat(again.Office.SheetRolePositions));
        Assert.Equal((folder.Office.Name, folder.Office.Address, folder.Office.Phone, folder.Office.QueueLimit), (again.Office.Name, again.Office.Address, again.Office.Phone, again.Office.QueueLimit));
        Assert.Equal(text, OfficeWriter.Write(again.Office, text));

        var calendar = CalendarFile.Read(OfficeWriter.Write(folder.Calendar!, folder.CalendarText), "calendar.yaml", folder.Office.Zone);
        Assert.Equal(new WorkCalendar(folder.Calendar!).Fingerprint, new WorkCalendar(calendar.Calendar!).Fingerprint);
    }

    [Theory]
    [InlineData("Kepala \"Seksi\": A, B & C #1")]
    [InlineData("ya")]
    [InlineData("007")]
    [InlineData("- daftar")]
    [InlineData("{kurung} \\ garis")]
    public void a_name_is_read_as_it_was_typed(string name)
    {
        var office = new OfficeDefinition
        {
            Id = "uji", Name = name, Zone = OfficeZone.Wita, Positions = [new("kepala", name, null)], RolePositions = new Dictionary<string, IReadOnlyList<string>> { ["kepala"] = ["kepala"] },
            Sites = [new("a", name, "10.0.0.1", 80)], QueueLimit = new WorkAmount(0, 90),
        };
        var again = OfficeFile.Read(OfficeWriter.Write(office), "office.yaml").Office!;
        Assert.Equal((name, name, name, new WorkAmount(0, 90)), (again.Name, again.Positions[0].Title, again.Sites[0].Name, again.QueueLimit));
    }

    [Fact]
    public void remarks_at_the_head_stay() => Assert.StartsWith("# Catatan kantor\n# baris dua\n", OfficeWriter.Write(OfficeFolder.Load(Shipped().First().Data).Office!, "# Catatan kantor\n# baris dua\nkantor: x\n"), StringComparison.Ordinal);

    private static IEnumerable<string> Flat(IReadOnlyDictionary<string, IReadOnlyList<string>> roles) => roles.Select(r => r.Key + ": " + string.Join(',', r.Value)).Order();
}
