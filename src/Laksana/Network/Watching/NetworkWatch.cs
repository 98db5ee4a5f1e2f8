using System.Collections.Concurrent;
using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Network;

/// <summary>
/// Watches the networks of this installation's offices, together with the other nodes: each office with targets is watched by one node at a time, and one whose node is
/// not heard of any more by another. Runs on every node that works.
/// </summary>
public sealed partial class NetworkWatch(WatchTools tools, WatchSettings settings)
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (Task Watching, CancellationTokenSource End)> _watching = new(StringComparer.Ordinal);
    private long? _keptAt;

    /// <summary>Takes part until the token ends it.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await LookAsync(token);
            }
            catch (Exception error)
            {
                if (!token.IsCancellationRequested) LogLook(tools.Log, error.Message);
            }
            await Task.Delay(settings.LookEvery, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        foreach (var (_, (_, end)) in _watching) await end.CancelAsync();
        await Task.WhenAll(_watching.Values.Select(w => w.Watching)).WaitAsync(TimeSpan.FromSeconds(15), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Offices that this node watches now.</summary>
    public IReadOnlyCollection<string> Watched => [.. _watching.Where(w => !w.Value.Watching.IsCompleted).Select(w => w.Key)];

    private async Task LookAsync(CancellationToken token)
    {
        if (_keptAt is not { } kept || TimeProvider.System.GetElapsedTime(kept) > KeepEvery)
        {
            await KeepPartitionsAsync(token);
            _keptAt = TimeProvider.System.GetTimestamp();
        }
        foreach (var office in await tools.Database.OfficesAsync(token))
        {
            var wanted = (await tools.Maps.GetAsync(office, token)).Targets.Any(t => !t.Paused);
            if (_watching.TryGetValue(office, out var running) && !running.Watching.IsCompleted)
            {
                // A watch without a lease, or without anything to watch, ends by itself or is ended here.
                if (!wanted || await WatchLease.TakeAsync(tools.Database, office, settings, token) is null) await running.End.CancelAsync();
            }
            else if (wanted && await WatchLease.TakeAsync(tools.Database, office, settings, token) is { } lease) Begin(office, lease, token);
        }
    }

    private void Begin(string office, long lease, CancellationToken token)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        _watching[office] = (WatchAsync(office, lease, end.Token), end);
    }

    private async Task WatchAsync(string office, long lease, CancellationToken token)
    {
        LogBegun(tools.Log, office, settings.Node);
        try
        {
            await Task.Run(() => new OfficeWatch(tools, settings, office, lease).RunAsync(token), CancellationToken.None);
            await WatchLease.LeaveAsync(tools.Database, office, settings.Node, CancellationToken.None);
        }
        catch (WatchLostException)
        {
            LogLost(tools.Log, office, settings.Node);
        }
        catch (Exception error)
        {
            // It begins anew at the next look.
            if (!token.IsCancellationRequested) LogBroken(tools.Log, error, office);
        }
    }

    /// <summary>Makes room for the results that come, and drops whole what is older than it is kept.</summary>
    private async Task KeepPartitionsAsync(CancellationToken token)
    {
        await using var keep = tools.Database.Application.CreateCommand("select keep_network_partitions($1)");
        keep.Parameters.Add(OfficeBatch.Parameter(tools.Clock.GetUtcNow()));
        await keep.ExecuteNonQueryAsync(token);
    }

    [LoggerMessage(810, LogLevel.Warning, "The offices to watch cannot be looked for at the moment: {Reason}")]
    private static partial void LogLook(ILogger log, string reason);

    [LoggerMessage(811, LogLevel.Information, "The network of {Office} is watched by {Node}")]
    private static partial void LogBegun(ILogger log, string office, string node);

    [LoggerMessage(812, LogLevel.Warning, "The watch of {Office} was taken over from {Node}")]
    private static partial void LogLost(ILogger log, string office, string node);

    [LoggerMessage(813, LogLevel.Error, "The watch of {Office} ended by a failure; it begins anew")]
    private static partial void LogBroken(ILogger log, Exception error, string office);
}
