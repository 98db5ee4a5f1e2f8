using System.Diagnostics;
using System.Text.Json;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>A process of its own that carries out lists again and again, so that a test can kill it at any moment. It is this executable, told so by a variable; it ends with its input.</summary>
internal static class ExpirerUnderTest
{
    private const string Variable = "LAKSANA_TEST_EXPIRER";

    public static string? Asked => Environment.GetEnvironmentVariable(Variable);

    internal sealed record Orders(string Owner, string Application, string Office, string Folder);

    public static async Task<Process> StartAsync(Orders orders)
    {
        var description = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        description.Environment[Variable] = JsonSerializer.Serialize(orders);
        var process = Process.Start(description)!;
        return await process.StandardOutput.ReadLineAsync() == "ready" ? process : throw new InvalidOperationException(await process.StandardOutput.ReadToEndAsync());
    }

    public static async Task<int> RunAsync(string asked)
    {
        var orders = JsonSerializer.Deserialize<Orders>(asked)!;
        await using var database = await LaksanaDatabase.ReachAsync(orders.Owner, orders.Application);
        var clock = TimeProvider.System;
        var settings = new BackupSettings(orders.Folder, []);
        var work = new ExpiryWork(database, settings, new ExpiryCheck(database, new Offices(database, clock), new RetentionBook(database), new WatchBook(database, clock), clock), clock, NullLogger<ExpiryWork>.Instance);
        _ = Task.Run(async () => { await Console.In.ReadToEndAsync(); Environment.Exit(0); });
        Console.WriteLine("ready");
        while (true) await work.RunAsync(orders.Office, default);
    }
}
