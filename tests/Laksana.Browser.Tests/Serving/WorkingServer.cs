using Laksana.Backups;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Xunit;

namespace Laksana.Browser.Tests.Serving;

/// <summary>The demo's server that also does the machine's work: sites that answer, a population to dump, sealing.</summary>
public class WorkingServer : DemoServer, IAsyncLifetime
{
    private BackupSource _population = null!;

    internal override ServeOptions Options => base.Options with { Works = true, Demo = true, BackupSources = [_population] };

    ValueTask IAsyncLifetime.InitializeAsync() => StartAsync();

    protected async ValueTask StartAsync()
    {
        _population = await DemoPopulation.CreateAsync((await TestCluster.GetAsync()).SuperuserConnectionString, default);
        await InitializeAsync();
    }
}
