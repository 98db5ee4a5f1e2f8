using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Laksana.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Laksana.Server.Tests.Notices;

/// <summary>Messages posted to a real receiver.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Key = "kunci-yang-cukup-panjang";

    private readonly ConcurrentQueue<(Dictionary<string, string> Headers, string Body, string Path)> _got = new();
    private readonly Webhook _webhook = new();
    private WebApplication _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _gateway = builder.Build();
        _gateway.MapPost("/{**path}", async (HttpContext context, string path) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _got.Enqueue((context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync(), path));
            switch (path)
            {
                case "alih": context.Response.Redirect("/dalam"); break;
                case "putus": context.Abort(); break;
                case var code when int.TryParse(code, out var status): context.Response.StatusCode = status; break;
            }
        });
        await _gateway.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _webhook.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task the_receiver_can_tell_that_it_is_from_us_when_and_which()
    {
        var (id, at) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        var settings = Settings("200");
        var body = new MessageText(settings, "id", [new MessageLine("late", "PML-2026-0001", "Jaringan Kalibening", "5", "Cek modem", at)]).Json("alfa", "dimas", "6281200000001", id);
        for (var times = 0; times < 2; times++) Assert.Equal(HandoverEnd.Taken, (await _webhook.SendAsync(settings, Key, id, body, at, Yes, default)).End);
        Assert.Equal(2, _got.Count);
        var (headers, received, _) = _got.First();
        Assert.Equal(Webhook.Sign(Key, headers["Laksana-Time"], received), headers["Laksana-Signature"]["v1=".Length..]);
        Assert.All(_got, g => Assert.Equal(id.ToString(), g.Headers["Idempotency-Key"]));
        var json = JsonDocument.Parse(received).RootElement;
        Assert.Equal(("6281200000001", "PML-2026-0001: melewati batas waktunya"), (json.GetProperty("to").GetString(), json.GetProperty("subject").GetString()));
        var line = json.GetProperty("lines")[0];
        Assert.Equal(("late", "5", "https://laksana.contoh.go.id/berkas/PML-2026-0001#langkah-5"), (line.GetProperty("kind").GetString(), line.GetProperty("row").GetString(), line.GetProperty("link").GetString()));
        Assert.NotEqual(Webhook.Sign(Key, "1", received), Webhook.Sign(Key, headers["Laksana-Time"], received));
    }

    [Theory]
    [InlineData("200", HandoverEnd.Taken)]
    [InlineData("204", HandoverEnd.Taken)]
    [InlineData("400", HandoverEnd.Refused)]
    [InlineData("401", HandoverEnd.NotNow)]
    [InlineData("429", HandoverEnd.NotNow)]
    [InlineData("503", HandoverEnd.NotNow)]
    [InlineData("alih", HandoverEnd.Refused)]
    [InlineData("putus", HandoverEnd.Uncertain)]
    public async Task what_the_receiver_says_decides_what_comes_next(string path, HandoverEnd expected)
    {
        Assert.Equal(expected, (await _webhook.SendAsync(Settings(path), Key, Guid.NewGuid(), "{}", TimeProvider.System.GetUtcNow(), Yes, default)).End);
        // A redirect is not followed.
        Assert.Equal(path, Assert.Single(_got).Path);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0.0.0.0")]
    public async Task this_machine_is_not_reached_unless_that_is_allowed(string host)
    {
        var settings = Settings("200") with { WebhookWithin = false, WebhookAddress = $"http://{host}:{new Uri(_gateway.Urls.First()).Port}/" };
        Assert.Equal(HandoverEnd.Refused, (await _webhook.SendAsync(settings, Key, Guid.NewGuid(), "{}", TimeProvider.System.GetUtcNow(), Yes, default)).End);
        // Nor over a connection that another office, which may, has left open.
        Assert.Equal(HandoverEnd.Taken, (await _webhook.SendAsync(Settings("200"), Key, Guid.NewGuid(), "{}", TimeProvider.System.GetUtcNow(), Yes, default)).End);
        Assert.Equal(HandoverEnd.Refused, (await _webhook.SendAsync(settings, Key, Guid.NewGuid(), "{}", TimeProvider.System.GetUtcNow(), Yes, default)).End);
        Assert.Single(_got);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("2002:a00:1::", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("2606:4700::1111", false)]
    public void inner_networks_are_known_in_every_spelling(string address, bool within) => Assert.Equal(within, Webhook.IsWithin(IPAddress.Parse(address)));

    private NoticeSettings Settings(string path) => new() { WebhookAddress = _gateway.Urls.First() + "/" + path, WebhookWithin = true, BaseAddress = "https://laksana.contoh.go.id" };

    private static Task<bool> Yes(CancellationToken token) => Task.FromResult(true);
}
