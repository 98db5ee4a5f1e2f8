using Laksana.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Forms to print and scans to bring back.</summary>
internal static class PaperSights
{
    public static readonly SightTable All = new()
    {
        ["pindaian"] = Row("ratri", "pindaian", "setengah"),
        ["pindaian-terkirim"] = new("ratri", office => Task.FromResult($"/berkas/{office.Number("atas-nama")}/pindaian/{PaperRun}")),
        ["surat-tugas"] = Row("ratri", "surat-tugas", "setengah"),
        ["surat-tugas-terbit"] = Row("ratri", "surat-tugas", "setengah") with { Then = (_, clerk) => clerk.SendAsync() },
        ["surat-tugas-salah"] = Row("ratri", "surat-tugas", "setengah") with { Then = (_, clerk) => NowhereAsync(clerk) },
        ["pesan"] = Row("ratri", "pesan", "laporan"),
        ["pesan-sendiri"] = Row("ratri", "pesan", "setengah"),
        ["berkas-giliran-lain"] = Row("ratri", "pesan", "laporan") with { Address = async office => $"/berkas/{office.Number("laporan")}", Then = (_, clerk) => clerk.Page.Locator("details.kertas > summary").First.ClickAsync() },
    };

    private const int PaperRun = 9;

    private static Sight Row(string officer, string page, string state) => new(officer, async office => $"/berkas/{office.Number(state)}/{page}/{await office.RunAsync(state)}");

    /// <summary>A place of spaces alone is none: the letter is refused, and says so at its field.</summary>
    private static async Task NowhereAsync(Clerk clerk)
    {
        await clerk.Page.FillAsync("#tempat", "   ");
        await clerk.Form.Locator("p.acts > button").GoThroughAsync();
        await Assertions.Expect(clerk.Refused).ToBeVisibleAsync();
        await Assertions.Expect(clerk.Page.Locator("#tempat-salah")).ToBeVisibleAsync();
    }
}
