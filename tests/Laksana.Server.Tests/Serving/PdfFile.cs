using System.Diagnostics;

namespace Laksana.Testing;

/// <summary>What poppler's programs tell of a PDF.</summary>
internal static class PdfFile
{
    /// <param name="program"><c>pdftotext</c> or <c>pdfinfo</c>, with its options.</param>
    public static async Task<string> TellAsync(byte[] pdf, string program, params string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            string[] arguments = program == "pdftotext" ? [.. options, file, "-"] : [.. options, file];
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
