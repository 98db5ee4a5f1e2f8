using System.Text.Json;
using System.Text.Json.Nodes;
using Laksana.Server.Api;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Api;

public sealed class OpenApiTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task every_call_is_described_with_words_its_problems_and_what_it_takes()
    {
        var document = await DocumentAsync();
        var described = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => m.Key.ToUpperInvariant() + " " + p.Key)).Order().ToList();
        var mapped = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(m => m + " " + Permissions.RouteOf(e.RoutePattern)))
            .Where(e => e.Contains(" /api/", StringComparison.Ordinal)).Order().ToList();
        Assert.Equal(mapped, described);
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, call) in methods!.AsObject())
            {
                Assert.False(string.IsNullOrWhiteSpace(call!["summary"]?.GetValue<string>()), $"{method} {path}");
                Assert.Contains("For: ", call["description"]?.GetValue<string>() ?? method + path, StringComparison.Ordinal);
                var responses = call["responses"]!.AsObject();
                Assert.True(responses.Any(r => r.Key.StartsWith('2')) && responses.ContainsKey("401"), $"{method} {path}");
                Assert.All(responses.Where(r => !r.Key.StartsWith('2')), r => Assert.Equal("#/components/schemas/Problem", r.Value!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>()));
                if (call["requestBody"]?["content"]?["application/json"] is { } body) Assert.NotNull(body["example"]);
                if (method == "post") Assert.Contains(call["parameters"]!.AsArray(), p => p!["name"]!.GetValue<string>() == "Idempotency-Key");
            }
    }

    [Fact]
    public async Task every_reference_leads_somewhere_and_every_shape_is_an_object_or_a_choice()
    {
        var document = await DocumentAsync();
        foreach (var reference in References(document))
        {
            Assert.StartsWith("#/components/", reference, StringComparison.Ordinal);
            Assert.NotNull(reference.Split('/')[1..].Aggregate((JsonNode?)document, (at, name) => at?[name]));
        }
        Assert.All(document["components"]!["schemas"]!.AsObject(), s => Assert.True(s.Value!["type"] is not null || s.Value["enum"] is not null || s.Key == "JsonElement", s.Key));
        Assert.Equal("3.1.1", document["openapi"]!.GetValue<string>());
        Assert.Equal(["code", "detail", "status", "title", "type"], document["components"]!["schemas"]!["Problem"]!["required"]!.AsArray().Select(r => r!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task nothing_that_is_left_out_when_it_is_null_is_called_required()
    {
        foreach (var (name, shape) in (await DocumentAsync())["components"]!["schemas"]!.AsObject())
            foreach (var required in shape!["required"]?.AsArray().Select(r => r!.GetValue<string>()) ?? [])
                Assert.False(MayBeNull(shape["properties"]![required]!), $"{name}.{required}");

        static bool MayBeNull(JsonNode property) => property["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null")
            || property["oneOf"] is JsonArray choices && choices.Any(c => (c!["type"] as JsonValue)?.ToString() == "null");
    }

    [Fact]
    public void every_example_is_one_of_its_shape()
    {
        Assert.NotEmpty(ApiExamples.Shapes);
        Assert.All(ApiExamples.Shapes, shape => Assert.NotNull(ApiExamples.Of(shape).Deserialize(ApiJson.Shapes.GetTypeInfo(shape)!)));
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var nobody = server.AsNobody();
        var reply = await nobody.GetAsync("/openapi/v1.json");
        Assert.Equal(System.Net.HttpStatusCode.OK, reply.Status);
        return reply.Json;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "$ref" && p.Value is JsonValue v ? [v.GetValue<string>()] : References(p.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };
}
