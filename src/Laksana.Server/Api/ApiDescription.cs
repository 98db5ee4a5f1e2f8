using System.Globalization;
using System.Text.Json.Nodes;
using Laksana.Server.Commands;
using Laksana.Server.Hosting;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Laksana.Server.Api;

/// <summary>The API described for machines: /openapi/v1.json. Words come from the calls and their shapes; here is what all calls share.</summary>
internal static class ApiDescription
{
    private const string Scheme = "token";
    private const string About = """
        Everything that officers do in Laksana, for programs. A token acts as its officer and may do what he may do, no more.

        - A case has a version: the number of its events. It is the ETag of every answer about the case; with `If-Match` an act is refused (412) when the case has moved on.
        - Every POST that changes something takes an `Idempotency-Key`: repeated with the same key and the same content within seven days it changes nothing and answers the same. PUT and DELETE may be repeated as they are.
        - Every refusal is a problem (RFC 9457) whose `code` is stable; `errors` names the values at fault. Words follow Accept-Language: id (default) or en.
        - What is not for the officer does not exist for him: 404. What he may see but not do: 403. What the state of the case forbids: 409. Values at fault: 422.
        - Moments are RFC 3339 in UTC; a date, or a date with a time of day inside a field, is in the office's zone.
        """;

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(DescribeAll);
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(RequireOnlyWhatIsSent);
        options.ShouldInclude = call => call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
    });

    private static Task DescribeAll(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken token)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Laksana",
            Version = VersionCommand.Version,
            Description = About,
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Made on the page of your account." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        // The address depends on who asks from where; paths are absolute.
        document.Servers = [];
        return Task.CompletedTask;
    }

    /// <summary>What is null is left out of an answer, so a client must not insist on it.</summary>
    private static Task RequireOnlyWhatIsSent(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken token)
    {
        foreach (var property in context.JsonTypeInfo.Properties.Where(p => p.IsGetNullable)) schema.Required?.Remove(property.Name);
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var call = context.Description;
        var metadata = call.ActionDescriptor.EndpointMetadata;
        var (method, route) = (call.HttpMethod!, Permissions.RouteOf(RoutePatternFactory.Parse(call.RelativePath!.Trim('/'))));
        if (Permissions.Find(method, route) is { } permission)
            operation.Description = $"{operation.Description} For: {PermissionsPage.Name(permission.Who)}.".TrimStart();
        AddHeaders(operation, method, route);
        if (metadata.OfType<UploadBody>().Any()) operation.RequestBody = Upload();
        if (metadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType is { } form && ApiExamples.Of(form) is { } example)
            foreach (var content in operation.RequestBody?.Content?.Values ?? []) content.Example = example;
        await AddProblemsAsync(operation, context, method, route, token);
    }

    private static void AddHeaders(OpenApiOperation operation, string method, string route)
    {
        operation.Parameters ??= [];
        var (changesCase, changes) = (route.Contains("/cases/", StringComparison.Ordinal) && HttpMethods.IsPost(method) && !route.EndsWith("/preview", StringComparison.Ordinal), HttpMethods.IsPost(method));
        if (changesCase || route == "/api/v1/office/calendar" && HttpMethods.IsPut(method))
            operation.Parameters.Add(Header("If-Match", "The ETag that was seen; the call is refused (412) when it is another by now.", 70, "\"7\""));
        if (changes)
            operation.Parameters.Add(Header(Conditions.KeyHeader, "1 to 100 ASCII characters, best a random UUID. Repeating the call with it changes nothing and answers the same.", Conditions.LongestKey, "7c9e6679-7425-40de-944b-e07fc1f90ae7"));
        operation.Parameters.Add(Header("Accept-Language", "id or en.", 100, "id"));
        foreach (var (status, response) in operation.Responses ?? [])
            if (status.StartsWith('2') && route.Contains("/cases/{number}", StringComparison.Ordinal) && response is OpenApiResponse told)
                (told.Headers ??= new Dictionary<string, IOpenApiHeader>())["ETag"] = new OpenApiHeader { Description = "The case's version, in quotes (of a document its SHA-256).", Schema = Text() };
    }

    private static async Task AddProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, string method, string route, CancellationToken token)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: token);
        context.Document?.AddComponent(nameof(Problem), schema);
        var statuses = new SortedSet<int> { 400, 401, 403, 503 };
        if (route.Contains('{', StringComparison.Ordinal)) statuses.Add(404);
        if (!HttpMethods.IsGet(method)) statuses.UnionWith([409, 413, 415, 422]);
        if (operation.Parameters?.Any(p => p.Name == "If-Match") == true) statuses.Add(412);
        foreach (var status in statuses)
            (operation.Responses ??= [])[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = ApiWords.Say.In(Language.English, Problem.TitleKey(status)),
                Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) } },
            };
    }

    private static OpenApiParameter Header(string name, string description, int longest, string example) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest }, Example = JsonValue.Create(example),
    };

    private static OpenApiRequestBody Upload() => new()
    {
        Required = true,
        Description = "The document itself, or a form with one file.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/octet-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                },
            },
        },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
