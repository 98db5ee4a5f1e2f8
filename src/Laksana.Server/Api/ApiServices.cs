using Microsoft.AspNetCore.Http.Json;

namespace Laksana.Server.Api;

/// <summary>Registers the API and puts its calls on the map.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<CaseDoor>();
        services.AddSingleton<VerificationTurn>();
        services.AddExceptionHandler<ApiFailure>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(json => ApiJson.Strict(json.SerializerOptions).TypeInfoResolverChain.Insert(0, ApiJson.Default));
        return services.AddApiDescription();
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1");
        api.MapMe();
        api.MapCases();
        api.MapCaseChanges();
        api.MapRuns();
        api.MapDocuments();
        api.MapProgress();
        api.MapTasks();
        api.MapNotices();
        api.MapSheets();
        api.MapSheetPublishing();
        api.MapOffice();
        api.MapCalendar();
        api.MapOfficers();
        api.MapRegister();
        api.MapBackups();
        api.MapBackupProofs();
        api.MapRecoveries();
        api.MapNetwork();
        api.MapDemo();
        endpoints.MapOpenApi();
    }
}
