namespace Laksana.Server.Api;

/// <summary>The API described for machines: /openapi/v1.json.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1");
}
