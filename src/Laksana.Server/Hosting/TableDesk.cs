using Laksana.Documents;
using Laksana.Documents.Tables;
using Laksana.Server.Accounts;

namespace Laksana.Server.Hosting;

/// <summary>Sends tables as CSV or XLSX. A table is whole before its first byte goes out: a reader on a slow link holds a file and nothing else.</summary>
internal sealed class TableDesk(DocumentStore documents)
{
    private readonly Seats _seats = new(each: 2, all: 8);

    /// <param name="kind"><c>xlsx</c>; anything else is CSV.</param>
    /// <param name="name">Of the file, without its ending; letters, digits and hyphens.</param>
    public async Task SendAsync(HttpContext context, TableForm form, IAsyncEnumerable<IReadOnlyList<object?>> rows, string? kind, string name)
    {
        var (current, token) = (context.RequestServices.GetRequiredService<CurrentOffice>(), context.RequestAborted);
        using var seat = _seats.Take(current.Id, current.Officer);
        if (seat is null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        var spreadsheet = kind == "xlsx";
        await using var file = NamelessFile.Create(documents.Spool);
        await (spreadsheet ? TableWriter.WriteXlsxAsync(form, rows, file, token) : TableWriter.WriteCsvAsync(form, rows, file, token));
        file.Position = 0;
        context.Response.ContentType = spreadsheet ? TableWriter.XlsxType : TableWriter.CsvType;
        context.Response.ContentLength = file.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{(spreadsheet ? "xlsx" : "csv")}\"";
        if (!HttpMethods.IsHead(context.Request.Method)) await file.CopyToAsync(context.Response.Body, token);
    }
}
