using System.Diagnostics;
using Laksana.Browser.Tests.Serving;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>A case printed from the browser, and seen with the colours that a user's system forces on it.</summary>
public sealed class PaperTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    [Theory]
    [InlineData("selesai", "Menerima keluhan kerusakan jaringan dari pengguna")]
    [InlineData("setengah", "Menerima keluhan kerusakan jaringan dari pengguna")]
    [InlineData("permohonan", "Menerima dan mencatat Permohonan Permintaan Data Kependudukan")]
    public async Task a_case_is_printed_as_the_form_is_with_its_table_from_the_first_sheet_on(string state, string first)
    {
        var page = await chromium.WindowAsync(office.Address, colours: ColorScheme.Dark);
        await page.SignInAsync("ratri");
        await page.GotoAsync("/berkas/" + office.Number(state));
        var folder = Directory.CreateTempSubdirectory("laksana-print-");
        try
        {
            var file = Path.Combine(Environment.GetEnvironmentVariable("LAKSANA_PICTURES") ?? folder.FullName, $"cetak-{state}.pdf");
            await page.PdfAsync(new PagePdfOptions { Path = file, PreferCSSPageSize = true });
            var sheet = await ReadAsync("pdftotext", "-f", "1", "-l", "1", "-raw", file, "-");
            Assert.Contains(office.Number(state), sheet, StringComparison.Ordinal);
            Assert.Contains(first, sheet, StringComparison.Ordinal);
            var all = await ReadAsync("pdftotext", "-raw", file, "-");
            // The whole agenda, also what the screen folds.
            Assert.Contains("Berkas dibuka", all, StringComparison.Ordinal);
            Assert.DoesNotContain("Mulai kerjakan", all, StringComparison.Ordinal);
            var size = (await ReadAsync("pdfinfo", file)).Split('\n').Single(l => l.StartsWith("Page size", StringComparison.Ordinal));
            Assert.Contains("84", size.Split(" x ")[0], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task forced_colours_leave_marks_and_symbols_in_sight()
    {
        var page = await chromium.WindowAsync(office.Address);
        await page.SignInAsync("ratri");
        await page.GotoAsync("/berkas/" + office.Number("setengah"));
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ColorScheme = ColorScheme.Dark });
        await page.KeepAsync("warna-paksa");
        Assert.Equal("solid", await page.Locator(".facts .pill").First.EvaluateAsync<string>("e => getComputedStyle(e).borderTopStyle"));
        Assert.NotEqual(await page.Locator(".flow-now .flow-symbol").First.EvaluateAsync<string>("e => getComputedStyle(e).fill"),
            await page.Locator(".flow-now .flow-own").First.EvaluateAsync<string>("e => getComputedStyle(e).color"));
        await page.Context.CloseAsync();
    }

    private static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text.ReplaceLineEndings(program == "pdftotext" ? " " : "\n");
    }
}
