using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Browser.Tests.Day;

/// <summary>The demo's office with sixty officers besides its own, spread over its positions.</summary>
public sealed class BusyOffice : WorkingServer, IAsyncLifetime
{
    public const int Officers = 60;
    public const string Password = "enam-puluh-orang-bekerja";

    public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, Officers).Select(i => $"petugas{i:00}")];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await StartAsync();
        var (desk, accounts) = (Services.GetRequiredService<OfficeDesk>(), Services.GetRequiredService<AccountDesk>());
        // Those who do, more of them than those who check; the head and the topmost stay alone.
        var positions = (await AtWorkAsync()).Definition.Positions.Select(p => p.Id).Where(p => p != "kepala-dinas").ToList();
        var shared = positions.Where(p => p.StartsWith("jfu", StringComparison.Ordinal) || p.StartsWith("petugas", StringComparison.Ordinal) || p.StartsWith("administrator", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < Officers; i++)
        {
            await desk.EnrolAsync(Office, new NewOfficer(Names[i], $"Petugas Uji {i + 1}"), default);
            await desk.AppointAsync(Office, Names[i], i % 3 == 0 ? positions[i / 3 % positions.Count] : shared[i % shared.Count], Capacity.Definitive, null, new DateOnly(2026, 1, 1), null, default);
            await accounts.CreateAsync(Office, Names[i], Names[i], Password, mustChange: false);
        }
        await Services.GetRequiredService<TaskRebuild>().RunAsync(Office, default);
    }
}
