using System.Diagnostics;
using System.Text.Json;
using Laksana.Backups;

namespace Laksana.Tests.Backups.Custody;

/// <summary>What a copying process is to do.</summary>
internal sealed record CopyOrders(string Media, string Backups, string Office, string[] Sources);

/// <summary>A process of its own that copies one backup after the other to a medium, so that a test can kill it. It says the name of each copy that it was told is there.</summary>
internal static class CopyUnderTest
{
    private const string Variable = "LAKSANA_TEST_COPY";

    public static string? Asked => Environment.GetEnvironmentVariable(Variable);

    public static Process Launch(CopyOrders orders)
    {
        var description = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        description.Environment[Variable] = JsonSerializer.Serialize(orders);
        return Process.Start(description)!;
    }

    public static async Task<int> RunAsync(string text)
    {
        var orders = JsonSerializer.Deserialize<CopyOrders>(text)!;
        // It ends with its parent.
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            Environment.Exit(0);
        });
        var places = new MediaPlaces(new MediaSettings([orders.Media]), new BackupSettings(orders.Backups, []));
        foreach (var source in orders.Sources)
        {
            var copy = await new CopyWriter(places, places.Now().Single(p => p.Path.StartsWith(orders.Media, StringComparison.Ordinal)), orders.Office).WriteAsync(source, Guid.NewGuid().ToString("N"), new HeardCopy(), ByteRate.Unlimited, default);
            Console.WriteLine(copy.Digest);
        }
        return 0;
    }
}
