using System.Text;
using Laksana.Documents;
using Xunit;

namespace Laksana.Tests.Documents;

public sealed class PaperPrinterTests
{
    [Fact]
    public async Task a_page_becomes_a_pdf_that_says_it_is_for_keeping()
    {
        var pdf = await PaperPrinter.PrintAsync("<!doctype html><title>Surat</title><p>Halo, dunia — ½", TestContext.Current.CancellationToken);
        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Contains("pdfaid:part", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nothing_is_fetched_from_files_or_the_network()
    {
        var secret = Path.Combine(Path.GetTempPath(), $"laksana-{Guid.NewGuid():N}.svg");
        await File.WriteAllTextAsync(secret, "<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'><text>rahasia</text></svg>", TestContext.Current.CancellationToken);
        try
        {
            var with = await PaperPrinter.PrintAsync($"<!doctype html><img src='file://{secret}' alt='' width=5 height=5>", TestContext.Current.CancellationToken);
            var without = await PaperPrinter.PrintAsync("<!doctype html><img src='file:///tidak-ada.svg' alt='' width=5 height=5>", TestContext.Current.CancellationToken);
            Assert.InRange(with.Length - without.Length, -64, 64);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public async Task a_page_too_large_is_refused_with_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<OperatorException>(() => PaperPrinter.PrintAsync(new string('a', PaperPrinter.LargestPage + 1), CancellationToken.None));
        Assert.NotEmpty(refused.Hint);
    }
}
