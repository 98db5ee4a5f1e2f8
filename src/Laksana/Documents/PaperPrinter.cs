using System.Diagnostics;
using System.Text;

namespace Laksana.Documents;

/// <summary>
/// Turns a page into paper: HTML to PDF/A-3b through WeasyPrint. The page must hold everything it shows (styles, pictures as <c>data:</c> or SVG): nothing is
/// fetched, neither from the network nor from files.
/// </summary>
public static class PaperPrinter
{
    /// <summary>Of one page, in bytes of its HTML.</summary>
    public const int LargestPage = 8 * 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>WeasyPrint's own command fetches whatever a page names.</summary>
    private const string Script = """
        import sys, logging
        from weasyprint import HTML, default_url_fetcher
        logging.getLogger('weasyprint').setLevel(logging.CRITICAL)
        def fetch(url, *rest, **more):
            if not url.startswith('data:'):
                raise ValueError('nothing is fetched')
            return default_url_fetcher(url, *rest, **more)
        HTML(string=sys.stdin.buffer.read().decode('utf-8'), url_fetcher=fetch).write_pdf(sys.stdout.buffer, variant='pdf/a-3b')
        """;

    /// <summary>The distribution's own, which has WeasyPrint; another one may come first on the path.</summary>
    private const string Python = "/usr/bin/python3";

    /// <summary>As many at once as there are processors: each takes a whole one for about a second.</summary>
    private static readonly SemaphoreSlim Turn = new(Math.Max(1, Environment.ProcessorCount));

    /// <exception cref="OperatorException">WeasyPrint is not installed, or could not print the page.</exception>
    public static async Task<byte[]> PrintAsync(string html, CancellationToken token)
    {
        var page = Encoding.UTF8.GetBytes(html);
        if (page.Length > LargestPage) throw PaperWords.Refuse("paper.too-large");
        await Turn.WaitAsync(token);
        try
        {
            return await RunAsync(page, token);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<byte[]> RunAsync(byte[] page, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Limit);
        using var process = Start();
        try
        {
            using var pdf = new MemoryStream();
            var (read, said) = (process.StandardOutput.BaseStream.CopyToAsync(pdf, patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await WriteAsync(process, page, patience.Token);
            await Task.WhenAll(read, said, process.WaitForExitAsync(patience.Token));
            if (process.ExitCode == 0 && pdf.Length > 0) return pdf.ToArray();
            throw PaperWords.Refuse((await said).Contains("No module named", StringComparison.Ordinal) ? "paper.no-printer" : "paper.failed");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            token.ThrowIfCancellationRequested();
            throw PaperWords.Refuse("paper.too-long");
        }
    }

    private static async Task WriteAsync(Process process, byte[] page, CancellationToken token)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(page, token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says why.
        }
    }

    private static Process Start()
    {
        var description = new ProcessStartInfo("prlimit", ["--as=3221225472", "--cpu=90", "--", Python, "-I", "-c", Script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        try
        {
            return Process.Start(description)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw PaperWords.Refuse("paper.no-printer");
        }
    }
}
