using Laksana.Agenda;
using Laksana.Measures;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Laksana.Server.Tests.Pages.Agenda;

/// <summary>The demo server; it seals when a test says so, and agenda and measures follow.</summary>
public sealed class AgendaServer : DemoServer
{
    public async Task FollowAsync(string office = Office)
    {
        while (await new Sealer(Database, Services.GetRequiredService<SealKey>(), Clock, null, NullLogger<Sealer>.Instance).SealAsync(office) is not null) { }
        await Services.GetRequiredService<AgendaFollower>().RunAsync(office, default);
        await Services.GetRequiredService<MeasureFollower>().RunAsync(office, default);
    }
}
