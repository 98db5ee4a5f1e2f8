using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Officers;

public sealed class OfficeFolderTests
{
    [Theory]
    [InlineData("procedures/banjarnegara", 10)]
    [InlineData("procedures/pesisir-selatan", 1)]
    [InlineData("procedures/ciamis", 1)]
    public void every_delivered_office_loads_without_errors(string folder, int sheets)
    {
        var office = OfficeFolder.Load(Repository.Path(folder));

        Assert.DoesNotContain(office.Findings, f => f.Code != FindingCode.MissingBoxes);
        Assert.Equal(Path.GetFileName(folder), office.Office!.Id);
        Assert.Equal(sheets, office.Sheets.Count(s => s.Procedure is not null));
        Assert.NotEmpty(new WorkCalendar(office.Calendar!).Fingerprint);
        Assert.Contains(office.Demo!.Officers, o => o.Administrator);
    }
}
