using System.Collections.Frozen;

namespace Laksana.Server.Hosting;

/// <summary>
/// Everything in wwwroot. It travels inside the assembly, so that the program serves the same from any working directory, and
/// may be kept for ever by browsers, because a changed file has another address.
/// </summary>
internal static class Assets
{
    private static readonly FrozenDictionary<string, Asset> ByName = Asset.ResourcesOf(typeof(Assets).Assembly)
        .Select(resource => Asset.Read(typeof(Assets).Assembly, resource)).ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Asset> ByPath =
        ByName.Values.ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);

    /// <summary>The address of a file in wwwroot, e.g. <c>laksana.css</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public static string Address(string name) => ByName[name].Path;

    /// <summary>The text of a style sheet, for a page that may fetch nothing.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(ByName[name].Bytes);

    public static void MapAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/aset/{name}", (HttpContext context) =>
            ByPath.TryGetValue(context.Request.Path.Value!, out var asset) ? SendAsync(context, asset) : NotFound(context));

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, Asset asset)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        context.Response.ContentType = asset.MediaType;
        var compressed = asset.Brotli is not null && context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (compressed)
            headers.ContentEncoding = "br";
        var bytes = compressed ? asset.Brotli! : asset.Bytes;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
