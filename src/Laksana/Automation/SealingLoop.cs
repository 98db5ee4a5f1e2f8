using Laksana.Register;
using Microsoft.Extensions.Logging;

namespace Laksana.Automation;

/// <summary>
/// Seals the register every few seconds. A plain loop on every node, not a schedule of the cluster: the sealer itself lets one node at a time
/// work on an office and finds nothing to do the rest of the time, which costs one short question instead of a clustered firing.
/// </summary>
public sealed partial class SealingLoop(Sealer sealer, TimeSpan every, ILogger<SealingLoop> log)
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await SealAsync(token);
            await Task.Delay(every, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // What was committed since must not stay unsealed for as long as the program is off.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await SealAsync(patience.Token);
    }

    private async Task SealAsync(CancellationToken token)
    {
        try
        {
            await sealer.SealAllAsync(token);
        }
        catch (Exception error)
        {
            if (!token.IsCancellationRequested) LogFailed(log, error.Message);
        }
    }

    [LoggerMessage(550, LogLevel.Warning, "The register cannot be sealed at the moment: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
