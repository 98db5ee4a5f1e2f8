using System.Text.Json.Serialization;
using Laksana.Server.Accounts;

namespace Laksana.Server.Api;

/// <summary><c>GET /api/v1/me</c>: as whom the token acts.</summary>
internal static class MeCall
{
    public static void MapMe(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v1/me", (CurrentOffice office, HttpContext context) =>
            Results.Json(new MeAnswer(office.Id, office.Officer, context.User.Identity!.Name!, office.IsAdministrator), MeJson.Default.MeAnswer));
}

internal sealed record MeAnswer(string Office, string Officer, string Name, bool Administrator);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MeAnswer))]
internal sealed partial class MeJson : JsonSerializerContext;
