using Laksana.Backups;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Backups;

/// <summary>The demo's office with its machine, a population to back up and a medium that is plugged in; its section head is another officer than its administrator.</summary>
public sealed class CustodyServer : DemoServer, IAsyncLifetime
{
    private BackupSource _population = null!;

    internal override ServeOptions Options => base.Options with { Works = true, Demo = true, BackupSources = [_population] };

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        _population = await DemoPopulation.CreateAsync((await TestCluster.GetAsync()).SuperuserConnectionString, default);
        await InitializeAsync();
    }

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await Services.GetRequiredService<OfficeDesk>().AppointAsync(Office, "yusuf", "kasi-siak", Capacity.Definitive, null, new DateOnly(2026, 1, 1), null, default);
    }

    /// <summary>Does the open row as its page offers it: begins it, waits for the machine, and sends the form as it is filled in, with these values.</summary>
    internal async Task<Seen> DoRowAsync(Visitor officer, string number, string row, params (string Name, string Value)[] values)
    {
        var page = await ToFormAsync(officer, number, row);
        var run = (await StateAsync(number)).OpenRuns.Single(r => r.Step == row);
        (string, string)[] byHand = run.Machine is { Status: not MachineStatus.Succeeded } ? [("dengan-tangan", "ya")] : [];
        return await officer.SubmitAsync(page, $"form[action='/berkas/{number}/selesai/{run.Run}']", [.. values.Select(v => ("isian." + v.Name, v.Value)), .. byHand]);
    }

    /// <summary>The row's page with its form, after its machine has ended.</summary>
    internal async Task<Seen> ToFormAsync(Visitor officer, string number, string row)
    {
        var run = (await StateAsync(number)).OpenRuns.Single(r => r.Step == row).Run;
        var page = await officer.OpenAsync("/berkas/" + number);
        if (page.Document.QuerySelector($"form[action='/berkas/{number}/mulai/{run}']") is not null) await officer.SubmitAsync(page, $"form[action='/berkas/{number}/mulai/{run}']");
        for (var tries = 0; (await StateAsync(number)).FindRun(run)!.Machine?.Status == MachineStatus.Running; tries++)
        {
            if (tries > 600) throw new TimeoutException(row);
            await Task.Delay(100);
        }
        return await officer.OpenAsync("/berkas/" + number);
    }
}
