using System.Globalization;
using Laksana.Documents.Tables;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>The month's log book of complaints, on the page and as a file: <c>bentuk=pdf</c>, <c>csv</c> or <c>xlsx</c>.</summary>
internal sealed class BukuLogModel(ComplaintTools tools, PaperDesk paper) : ComplaintPage(tools)
{
    [BindProperty(Name = "bulan", SupportsGet = true)]
    public string? MonthWord { get; set; }

    [BindProperty(Name = "bentuk", SupportsGet = true)]
    public string? Form { get; set; }

    public LogBook Book { get; private set; } = null!;

    public bool More { get; private set; }

    public string? Earlier { get; private set; }

    public string? Later { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var today = AtWork.DayOf(Now);
        var month = DateOnly.TryParseExact(MonthWord + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 2000 and < 2200 ? asked : new DateOnly(today.Year, today.Month, 1);
        (var complaints, More) = await Tools.Book.MonthAsync(AtWork, month, Aborted);
        Book = new LogBook(month, complaints, Time, Tools.Times);
        (Earlier, Later) = (Word(month.AddMonths(-1)), month < new DateOnly(today.Year, today.Month, 1) ? Word(month.AddMonths(1)) : null);
        return Form switch
        {
            "pdf" => await paper.PrintAsync(HttpContext, "/Pages/Pengaduan/_BukuLog.cshtml", (AtWork, Book), PengaduanWords.Say["log.paper", Book.Month], "buku-log-pengaduan-" + Book.Address, "pengaduan-kertas.css"),
            "csv" => await FileAsync(TableWriter.WriteCsvAsync, TableWriter.CsvType, "csv"),
            "xlsx" => await FileAsync(TableWriter.WriteXlsxAsync, TableWriter.XlsxType, "xlsx"),
            _ => Page(),
        };
    }

    private static string Word(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private async Task<IActionResult> FileAsync(Func<TableForm, IAsyncEnumerable<IReadOnlyList<object?>>, Stream, CancellationToken, Task> write, string type, string ending)
    {
        var held = new MemoryStream();
        await write(Book.Form, Book.Rows(), held, Aborted);
        return File(held.ToArray(), type, $"buku-log-pengaduan-{Book.Address}.{ending}");
    }
}
