using System.Net;
using Laksana.Database;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Testing;

/// <summary>The whole server on a port of its own over a fresh database with two offices; for <c>IClassFixture</c>.</summary>
public class ServerFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("laksana-server-");
    private WebApplication _app = null!;

    public LaksanaDatabase Database { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.NewAsync();
        await TestOffice.Kelapa.InstallAsync(Database);
        await TestOffice.Nyiur.InstallAsync(Database);
        _app = LaksanaHost.Build(Options, Database, Clock, Offer);
        Extend(_app);
        await PrepareAsync();
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        // What works by itself ends before its database does.
        if (Options.Works) await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A new browser with its own cookies.</summary>
    internal Visitor Visit() => new(Address);

    /// <summary>A new browser in which the officer has signed in.</summary>
    internal async Task<Visitor> SignedInAsync(string userName = "wati", TestOffice? office = null)
    {
        var visitor = Visit();
        var page = await visitor.SignInAsync((office ?? TestOffice.Kelapa).Id, userName, TestOffice.Password);
        Assert.NotEqual("/masuk", page.Path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return visitor;
    }

    /// <summary>Folders in it are media that are plugged in.</summary>
    public string MediaFolder => Path.Combine(_folder.FullName, "media");

    internal virtual ServeOptions Options => new()
    {
        MediaRoots = [MediaFolder],
        Urls = ["http://127.0.0.1:0"],
        DataDirectory = _folder.FullName,
        Log = Environment.GetEnvironmentVariable("LAKSANA_TEST_LOG") == "1" ? LogForm.Plain : LogForm.None,
        // Sessions are looked at with each request, so that a test need not wait a minute.
        SessionCheck = TimeSpan.Zero,
        SignInTries = 100_000,
    };

    /// <summary>The office's clock.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>Fills the database before the server starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Adds to what the server knows.</summary>
    protected virtual void Offer(IServiceCollection services)
    {
    }

    /// <summary>Adds to the server before it starts.</summary>
    protected virtual void Extend(WebApplication app)
    {
    }
}
