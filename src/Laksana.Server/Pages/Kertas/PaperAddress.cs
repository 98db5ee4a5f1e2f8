using Microsoft.AspNetCore.Http.Extensions;

namespace Laksana.Server.Pages.Kertas;

/// <summary>Addresses that leave the program: on paper and in messages they begin with where the reader found it.</summary>
internal static class PaperAddress
{
    extension(HttpRequest request)
    {
        public string Whole(string path) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase) is var root ? root.TrimEnd('/') + path : path;
    }

    /// <summary>"PML-2026-0042/7": what a person types where no code can be read.</summary>
    public static string Code(string number, int run) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}/{run}");
}
