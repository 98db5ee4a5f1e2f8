using System.Globalization;
using System.Text;
using Laksana.Documents;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Keeps a document on its way in; called once for each file of a form, in order. Null: the form asked for none under that name, and nothing was read.</summary>
internal delegate Task<StoredDocument?> KeepDocument(string input, string? fileName, Stream content, CancellationToken token);

/// <summary>A document that came with a form, under the name of its input.</summary>
internal sealed record SentDocument(string Input, StoredDocument Outcome);

/// <summary>
/// A form as it was sent. A form with documents is read as a stream and no document is ever whole in memory; its token stands
/// before the first document and is checked before a byte of it is kept, so the check needs no script and no buffer.
/// </summary>
internal sealed class SentForm
{
    /// <summary>Names of the form's own inputs.</summary>
    public const string Seen = "versi", Key = "kunci", Outcome = "keputusan", Remark = "keterangan", ByHand = "dengan-tangan", Reason = "alasan", Kept = "isian";

    /// <summary>Of a form with documents, in bytes.</summary>
    public const long LargestUpload = 64L * 1024 * 1024;

    private const int MostParts = 600;

    private SentForm(IReadOnlyDictionary<string, StringValues> values, IReadOnlyList<SentDocument> documents) => (Values, Documents) = (values, documents);

    private bool _passedOver;

    public IReadOnlyDictionary<string, StringValues> Values { get; }

    public IReadOnlyList<SentDocument> Documents { get; }

    public string? this[string name] => Values.TryGetValue(name, out var value) ? value.ToString() : null;

    public IReadOnlyList<string> All(string name) => Values.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    public int? SeenVersion => int.TryParse(this[Seen], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>The key that makes repeating the form harmless; one of a page's own making, so anything odd counts as none.</summary>
    public string? IdempotencyKey => this[Key] is { Length: > 8 and <= 64 } key && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? key : null;

    public TypedForm Typed(int? run) => new(run, Values) { Seen = SeenVersion };

    /// <summary>Reads the request's form and checks its token.</summary>
    /// <exception cref="BadHttpRequestException">400 without a true token or with a broken form, 413 when it is too large, 415 when it is no form.</exception>
    public static async Task<SentForm> ReadAsync(HttpContext context, KeepDocument? keep, CancellationToken token)
    {
        var request = context.Request;
        if (request.ContentLength > LargestUpload)
            throw new BadHttpRequestException("The form is too large.", StatusCodes.Status413PayloadTooLarge);
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("Not a form.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return IsMultipart(request) ? await ReadPartsAsync(context, keep, CheckTokenAsync, token) : await ReadFieldsAsync(context, token);
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, broken);
        }
    }

    /// <summary>The values alone, without a look at the token and without any document, and whether there were documents: for a form whose session has ended.</summary>
    public static async Task<(IReadOnlyDictionary<string, StringValues> Values, bool Documents)> ReadUncheckedAsync(HttpContext context, CancellationToken token)
    {
        try
        {
            if (!IsMultipart(context.Request)) return ((await context.Request.ReadFormAsync(token)).ToDictionary(StringComparer.Ordinal), false);
            var form = await ReadPartsAsync(context, null, null, token);
            return (form.Values, form._passedOver);
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, broken);
        }
    }

    private static async Task<SentForm> ReadFieldsAsync(HttpContext context, CancellationToken token)
    {
        var form = await context.Request.ReadFormAsync(token);
        await CheckTokenAsync(context);
        return new SentForm(form.ToDictionary(StringComparer.Ordinal), []);
    }

    private static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.Parse(request.ContentType).MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static async Task<SentForm> ReadPartsAsync(HttpContext context, KeepDocument? keep, Func<HttpContext, Task>? check, CancellationToken token)
    {
        var limits = context.RequestServices.GetRequiredService<IOptions<FormOptions>>().Value;
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(context.Request.ContentType).Boundary).ToString();
        if (boundary.Length is 0 or > 100)
            throw new InvalidDataException("No boundary.");
        using var bounded = new BoundedBody(context.Request.Body, LargestUpload);
        var reader = new MultipartReader(boundary, bounded) { BodyLengthLimit = null };
        var fields = new KeyValueAccumulator();
        var documents = new List<SentDocument>();
        var (trusted, parts, text, passedOver) = (false, 0, 0L, false);
        while (await reader.ReadNextSectionAsync(token) is { } section)
        {
            if (++parts > MostParts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                throw new InvalidDataException("Too many parts, or one without a name.");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (!disposition.IsFileDisposition())
            {
                var value = await ReadTextAsync(section, WebServer.LargestForm - text, token);
                text += value.Length;
                fields.Append(name, value);
                if (fields.ValueCount > limits.ValueCountLimit) throw new InvalidDataException("Too many values.");
                continue;
            }
            var file = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
            if (file.Length == 0 || keep is null)
            {
                passedOver |= file.Length > 0;
                continue;
            }
            if (!trusted)
            {
                context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields.GetResults())));
                if (check is not null) await check(context);
                trusted = true;
            }
            if (await keep(name, file, section.Body, token) is { } outcome) documents.Add(new SentDocument(name, outcome));
        }
        var values = fields.GetResults();
        context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(values)));
        if (check is not null) await check(context);
        return new SentForm(values, documents) { _passedOver = passedOver };
    }

    private static async Task<string> ReadTextAsync(MultipartSection section, long most, CancellationToken token)
    {
        using var held = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await section.Body.ReadAsync(buffer, token)) > 0;)
        {
            if (held.Length + read > most) throw new BadHttpRequestException("The form's text is too large.", StatusCodes.Status413PayloadTooLarge);
            held.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);
    }

    private static async Task CheckTokenAsync(HttpContext context)
    {
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            throw new BadHttpRequestException("The form's token is missing or not of this session.", StatusCodes.Status400BadRequest);
    }
}
