using System.Text.Json.Serialization;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using static Laksana.Server.Pages.KirimLagi.KirimLagiWords;

namespace Laksana.Server.Pages.Draf;

/// <summary>A draft as the script is told of it, with the words it shows.</summary>
internal sealed record OfferedDraft(string Alamat, string Isian, string Tawaran, string Pakai, string Buang);

[JsonSerializable(typeof(List<OfferedDraft>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class DraftJson : JsonSerializerContext;

/// <summary>What draf.js asks for; and the end of a draft whose form was sent with success.</summary>
internal static class DraftCalls
{
    /// <summary>Says that this browser has saved a draft, so that other forms cost no question for one.</summary>
    private const string Cookie = "laksana-draf";

    private const int MostAsked = 50;

    public static void MapDraftCalls(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/draf", FindAsync);
        endpoints.MapPost("/draf", SaveAsync);
        endpoints.MapPost("/draf/buang", DropAsync);
    }

    /// <summary>A form that was sent and led on to another page needs its draft no more.</summary>
    public static void UseDrafts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (HttpMethods.IsPost(context.Request.Method) && context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther
            && context.Request.Cookies.ContainsKey(Cookie) && context.RequestServices.GetRequiredService<CurrentOffice>() is { IsSignedIn: true } current)
            await context.RequestServices.GetRequiredService<Drafts>().ForgetAsync(current.Id, current.Officer, context.Request.Path, CancellationToken.None);
    });

    private static async Task<IResult> FindAsync(HttpContext context, string[] alamat, Drafts drafts, CurrentOffice current, OfficeTimes times)
    {
        if (alamat.Length == 0 || alamat.Length > MostAsked || !alamat.All(IsAddress)) return Results.BadRequest();
        var found = await drafts.FindAsync(current.Id, current.Officer, alamat, context.RequestAborted);
        return Results.Json([.. found.Select(d => new OfferedDraft(d.Address, d.Body, Say["draft.offer", times.Moment(d.SavedAt)], Say["draft.use"], Say["draft.drop"]))],
            DraftJson.Default.ListOfferedDraft);
    }

    private static async Task<IResult> SaveAsync(HttpContext context, IAntiforgery forms, Drafts drafts, CurrentOffice current)
    {
        if (await AddressAsync(context, forms) is not { } address) return Results.BadRequest();
        if (context.Request.Form["isian"].ToString() is not { Length: > 0 and <= Drafts.LargestBody } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        await drafts.SaveAsync(current.Id, current.Officer, address, body, context.RequestAborted);
        context.Response.Cookies.Append(Cookie, "1", new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(3) });
        return Results.NoContent();
    }

    private static async Task<IResult> DropAsync(HttpContext context, IAntiforgery forms, Drafts drafts, CurrentOffice current)
    {
        if (await AddressAsync(context, forms) is not { } address) return Results.BadRequest();
        await drafts.ForgetAsync(current.Id, current.Officer, address, context.RequestAborted);
        return Results.NoContent();
    }

    /// <summary>The form's address when the call carries a true token; null otherwise.</summary>
    private static async Task<string?> AddressAsync(HttpContext context, IAntiforgery forms) =>
        context.Request.HasFormContentType && await forms.IsRequestValidAsync(context) && (await context.Request.ReadFormAsync(context.RequestAborted))["alamat"].ToString() is var address && IsAddress(address)
            ? address : null;

    private static bool IsAddress(string? address) => address is { Length: > 1 and <= Drafts.LongestAddress } && address[0] == '/' && address[1] != '/'
        && !address.StartsWith("/akun", StringComparison.Ordinal) && !address.StartsWith("/masuk", StringComparison.Ordinal);
}
