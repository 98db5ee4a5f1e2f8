using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

public sealed class SheetReaderTests
{
    [Fact]
    public void a_sheet_without_faults_is_read_without_findings()
    {
        var reading = SheetReader.Read(MarkedSheet.Header + "kegiatan:\n" + MarkedSheet.Closing, "uji-coba.yaml");

        Assert.Empty(reading.Findings);
        var sheet = Assert.IsType<Procedure>(reading.Procedure);
        Assert.Equal(["tanya", "lapor"], sheet.Steps.Select(s => s.Id));
        Assert.Equal("lapor", sheet.Step("tanya").Next);
        Assert.True(sheet.Step("lapor").Ends);
        Assert.Equal(["jfu"], sheet.Openers);
        Assert.Equal(new Wait("penyedia", Always: true), sheet.Step("tanya").Waits);
    }
}
