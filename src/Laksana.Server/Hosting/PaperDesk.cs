using System.Globalization;
using System.Text;
using Laksana.Documents;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Laksana.Server.Hosting;

/// <summary>Prints a partial view as PDF: the page and the paper share one template. Everything it shows is put into it first, so that nothing is fetched.</summary>
internal sealed class PaperDesk(IRazorViewEngine views, ITempDataProvider tempData, IModelMetadataProvider metadata)
{
    private readonly Seats _seats = new(each: 2, all: 12);

    /// <summary>The view on paper, shown in the browser under a file name that says what it is.</summary>
    /// <param name="view">Path of the partial, e.g. <c>/Pages/Sop/_Form.cshtml</c>; it writes the insides of the body.</param>
    /// <param name="title">Of the document.</param>
    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="styles">Files of wwwroot after <c>paper.css</c>.</param>
    public async Task<IActionResult> PrintAsync(HttpContext context, string view, object model, string title, string name, params string[] styles)
    {
        var current = context.RequestServices.GetRequiredService<CurrentOffice>();
        using var seat = current.IsSignedIn ? _seats.Take(current.Id, current.Officer) : _seats.Take("", "");
        if (seat is null) return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        var pdf = await PaperPrinter.PrintAsync(await PageAsync(context, view, model, title, styles), context.RequestAborted);
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-')])}.pdf\"";
        return new FileContentResult(pdf, "application/pdf");
    }

    /// <summary>The page as it is printed.</summary>
    public async Task<string> PageAsync(HttpContext context, string view, object model, string title, params string[] styles)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"").Append(Language.Current).Append("\"><head><meta charset=\"utf-8\"><title>")
            .Append(System.Net.WebUtility.HtmlEncode(title)).Append("</title><style>");
        foreach (var style in styles.Prepend("paper.css")) page.Append(Assets.Text(style)).Append('\n');
        page.Append("</style></head><body>").Append(await DrawAsync(context, view, model)).Append("</body></html>");
        return page.ToString();
    }

    private async Task<string> DrawAsync(HttpContext context, string view, object model)
    {
        var found = views.GetView(null, view, isMainPage: false);
        found.EnsureSuccessful([view]);
        var action = new ActionContext(context, context.GetRouteData() ?? new RouteData(), new ActionDescriptor());
        await using var words = new StringWriter(CultureInfo.CurrentCulture);
        var data = new ViewDataDictionary<object>(metadata, new ModelStateDictionary()) { Model = model };
        await found.View.RenderAsync(new ViewContext(action, found.View, data, new TempDataDictionary(context, tempData), words, new HtmlHelperOptions()));
        return words.ToString();
    }
}
