using System.Collections.Concurrent;
using Laksana.Network.Probes;
using Laksana.Officers;
using Microsoft.Extensions.Logging;

namespace Laksana.Network;

/// <summary>What a watch works with.</summary>
public sealed record WatchTools(Database.LaksanaDatabase Database, Offices Offices, NetworkMaps Maps, NetworkSettingsBook Settings, WindowBook Windows, IncidentDesk Incidents, Func<string, IProber> ProberOf, TimeProvider Clock, ILogger Log);

/// <summary>
/// Watches one office for as long as this node holds its lease: asks each target in its turn, judges what comes back, stores it once a second, and opens and ends
/// incidents. One loop does everything but the asking itself; it is never held up by the database.
/// </summary>
internal sealed partial class OfficeWatch(WatchTools tools, WatchSettings settings, string office, long lease)
{
    private readonly TimeProvider _clock = tools.Clock;
    private readonly ConcurrentQueue<Arrival> _arrived = new();
    private readonly Timetable _timetable = new();
    private readonly Dictionary<int, WatchedTarget> _targets = [];
    private readonly PendingWrites _pending = new();
    private readonly WatchStore _store = new(tools.Database, office, lease);
    private readonly WatchJudge _judge = new(settings);
    private readonly IProber _prober = tools.ProberOf(office);
    private NetworkMap _map = NetworkMap.Empty;
    private NetworkSettings _rules = NetworkSettings.Usual;
    private Task<PendingWrites?>? _storing;
    private Task<Read?>? _reading;
    private Task<IReadOnlyList<KnownIncident>?>? _acting;
    private int _underWay;
    private long _startedAt, _lastTick, _checkpointAt;
    private DateTimeOffset _lastRow, _stalledUntil;
    /// <summary>What was found up to now is stored: only then it may have consequences.</summary>
    private bool _stored;
    private Exception? _lost;

    private sealed record Read(NetworkMap Map, NetworkSettings Rules, IReadOnlyList<MaintenanceWindow> Windows);

    /// <summary>Runs until the token ends it; what was found by then is stored.</summary>
    /// <exception cref="WatchLostException">Another node watches now.</exception>
    public async Task RunAsync(CancellationToken token)
    {
        _startedAt = _clock.GetTimestamp();
        Use(await ReadAsync(token));
        await RestoreAsync(token);
        var (flushAt, mapAt) = (0L, (long)settings.MapEvery.TotalMilliseconds);
        try
        {
            while (!token.IsCancellationRequested)
            {
                if (_lost is not null) throw new WatchLostException(_lost);
                var now = Elapsed();
                NoteStall(now);
                Ask(now, token);
                if (now >= flushAt)
                {
                    flushAt = now + (long)settings.FlushEvery.TotalMilliseconds;
                    Second(token);
                }
                if (_reading is { IsCompleted: true } read)
                {
                    _reading = null;
                    Use(await read);
                }
                else if (_reading is null && now >= mapAt)
                {
                    mapAt = now + (long)settings.MapEvery.TotalMilliseconds;
                    _reading = GuardedAsync(async t => (Read?)await ReadAsync(t), token);
                }
                await Task.Delay(settings.Tick, _clock, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await EndAsync();
        }
    }

    private long Elapsed() => (long)_clock.GetElapsedTime(_startedAt).TotalMilliseconds;

    private void NoteStall(long now)
    {
        if (_lastTick > 0 && now - _lastTick > settings.Stall.TotalMilliseconds) _stalledUntil = _clock.GetUtcNow();
        _lastTick = now;
    }

    private void Ask(long now, CancellationToken token)
    {
        foreach (var (number, late) in _timetable.TakeDue(now, settings.MostAtOnce - Volatile.Read(ref _underWay)))
        {
            if (!_targets.TryGetValue(number, out var target) || target.UnderWay) continue;
            target.UnderWay = true;
            Interlocked.Increment(ref _underWay);
            NetworkMeter.Began(TimeSpan.FromMilliseconds(late));
            _ = AskAsync(target, token);
        }
    }

    private async Task AskAsync(WatchedTarget target, CancellationToken token)
    {
        var at = _clock.GetUtcNow();
        try
        {
            var result = await _prober.ProbeAsync(target.Target.Spec, token);
            NetworkMeter.Ended(result.Outcome);
            _arrived.Enqueue(new Arrival(target, at, result));
        }
        catch (OperationCanceledException)
        {
            // The watch ends; what was not answered is not known.
        }
        catch (Exception bug)
        {
            LogProbe(tools.Log, bug, target.Target.Id);
            _arrived.Enqueue(new Arrival(target, at, new ProbeResult(ProbeOutcome.Unknown, null, ProbeFindings.ProbeFailed, "")));
        }
        finally
        {
            target.UnderWay = false;
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>What came in since the last time is judged and sent off to be stored; then what follows from it is done.</summary>
    private void Second(CancellationToken token)
    {
        var now = _clock.GetUtcNow();
        var arrivals = new List<Arrival>();
        while (_arrived.TryDequeue(out var arrival)) arrivals.Add(arrival);
        var taken = _judge.Take(arrivals, now, _stalledUntil, _pending, Soon);
        if (taken.Count > 0)
        {
            _lastRow = now > _lastRow ? now : _lastRow.AddMilliseconds(1);
            _pending.Rows.Add((_lastRow, JournalRow.Write(_lastRow, taken), taken.Count));
        }
        _judge.Look(now, _pending, Soon);
        foreach (var target in _judge.ToAskAgain(arrivals)) _timetable.Soon(target.Number, Elapsed() + _rules.RecheckSeconds * 1000L);
        Store(now, token);
        Act(now, token);
    }

    private void Soon(IEnumerable<int> targets)
    {
        foreach (var target in targets) _timetable.Soon(target, Elapsed());
    }

    private void Store(DateTimeOffset now, CancellationToken token)
    {
        if (_storing is { IsCompleted: false }) return;
        if (_storing is { Result: { } left } && _pending.PutBack(left, settings.MostWaitingRows) is > 0 and var given) NetworkMeter.GaveUp(given);
        _storing = null;
        if (_pending.IsEmpty) return;
        var due = Elapsed() >= _checkpointAt;
        if (due) _checkpointAt = Elapsed() + (long)settings.CheckpointEvery.TotalMilliseconds;
        var checkpoint = due ? Checkpoint.Write([.. _targets.Values.Where(t => t.State.LastAt != default).Select(t => new TargetNow(t.Number, t.State, t.Latency))]) : null;
        _storing = StoreAsync(_pending.Take(WatchStore.BlocksAtOnce), now, _judge.BlindSince, checkpoint, token);
    }

    /// <returns>What could not be stored.</returns>
    private async Task<PendingWrites?> StoreAsync(PendingWrites taken, DateTimeOffset now, DateTimeOffset? blindSince, byte[]? checkpoint, CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await _store.FlushAsync(taken, now, blindSince, checkpoint, patience.Token);
            NetworkMeter.Flushed(TimeProvider.System.GetElapsedTime(begun));
            _stored = true;
            return null;
        }
        catch (WatchLostException lost)
        {
            _lost = lost;
            return null;
        }
        catch (Exception away)
        {
            // It stays in memory until the database is back; nothing follows from what is not stored.
            _stored = false;
            if (!token.IsCancellationRequested) LogAway(tools.Log, taken.Rows.Count, away.Message);
            return taken;
        }
    }

    /// <summary>Opens, widens and ends incidents; one round at a time, each on the incidents as the round before left them.</summary>
    private void Act(DateTimeOffset now, CancellationToken token)
    {
        if (_acting is { IsCompleted: false } || !_stored || token.IsCancellationRequested) return;
        var known = _acting?.Result;
        var decisions = known is null ? [] : _judge.Decide(known, now);
        var todo = decisions.Select(d => (d, CauseOf(d) is { } cause ? _judge.Evidence(cause) : [])).ToList();
        foreach (var close in decisions.OfType<IncidentDecision.Close>())
            Soon(known!.First(k => k.Number == close.Number).Affected.SelectMany(_map.TargetsOf).Select(t => t.Number));
        var (map, rules, blind) = (_map, _rules, _judge.BlindSince);
        _acting = GuardedAsync(async t =>
        {
            foreach (var (decision, evidence) in todo) await tools.Incidents.DoAsync(office, lease, decision, map, rules, evidence, now, t);
            await tools.Incidents.CareAsync(office, lease, map, rules, blind, now, t);
            return (IReadOnlyList<KnownIncident>?)await tools.Incidents.KnownAsync(office, now.AddMinutes(-rules.ReopenMinutes) - settings.Grace, t);
        }, token);
    }

    private static Cause? CauseOf(IncidentDecision decision) => decision switch
    {
        IncidentDecision.Open o => o.Cause,
        IncidentDecision.Reopen r => r.Cause,
        IncidentDecision.Widen w => w.Cause,
        _ => null,
    };

    private async Task<Read> ReadAsync(CancellationToken token) =>
        new(await tools.Maps.GetAsync(office, token), (await tools.Settings.ReadAsync(office, token)).Settings, await tools.Windows.ListAsync(office, _clock.GetUtcNow(), token));

    private void Use(Read? read)
    {
        if (read is null) return;
        _judge.Windows = read.Windows;
        if (ReferenceEquals(read.Map, _map) && read.Rules == _rules) return;
        (_map, _rules) = (read.Map, read.Rules);
        var active = _map.Targets.Where(t => !t.Paused && t.Number > 0).ToList();
        foreach (var gone in _targets.Keys.Except(active.Select(t => t.Number)).ToList()) _targets.Remove(gone);
        foreach (var target in active)
        {
            var rule = new TargetRule(_rules.Checks, _rules.Recoveries, target.Interval);
            if (_targets.TryGetValue(target.Number, out var watched)) (watched.Target, watched.Rule) = (target, rule);
            else _targets[target.Number] = new WatchedTarget(target, rule, IsLocal(target.Spec));
        }
        _timetable.Replace([.. active.Select(t => (t.Number, t.Interval))], Elapsed());
        _judge.Use(_map, _rules, _targets);
        _pending.Watched = new WatchedElements([.. active.Select(t => t.Element).OfType<string>().Distinct(StringComparer.Ordinal)], [.. _map.Elements.Keys]);
    }

    private bool IsLocal(ProbeSpec spec) => spec is LocalServiceSpec || (!settings.LoopbackIsFar && System.Net.IPAddress.TryParse(spec.Target, out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>Goes on where the watch before left off; what lay between is known to nobody.</summary>
    private async Task RestoreAsync(CancellationToken token)
    {
        var now = _clock.GetUtcNow();
        var before = await _store.ReadBeforeAsync(now, token);
        foreach (var target in before.Targets)
            if (_targets.TryGetValue(target.Target, out var watched)) watched.Restore(target);
        foreach (var result in before.Results)
            if (_targets.TryGetValue(result.Target, out var watched)) watched.Record(result.At, result, _pending);
        _judge.Restored(before.Elements);
        if (before.WatchedUntil is { } until && now - until > TimeSpan.FromSeconds(60)) await _store.GapAsync(until, now, token);
        _lastRow = before.LastRow;
    }

    private async Task EndAsync()
    {
        if (_lost is not null) return;
        await Task.WhenAll([.. new Task?[] { _storing, _acting, _reading }.OfType<Task>()]).WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _checkpointAt = 0;
        if (_storing is not { IsCompleted: false }) Second(new CancellationToken(canceled: false));
        if (_storing is { } last) await ((Task)last).WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<T?> GuardedAsync<T>(Func<CancellationToken, Task<T?>> work, CancellationToken token) where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            return await work(patience.Token);
        }
        catch (WatchLostException lost)
        {
            _lost = lost;
        }
        catch (Exception error)
        {
            // Looked at again in a second.
            if (!token.IsCancellationRequested) LogAct(tools.Log, error);
        }
        return null;
    }

    [LoggerMessage(800, LogLevel.Error, "The probe of target {Target} failed in itself")]
    private static partial void LogProbe(ILogger log, Exception error, string target);

    [LoggerMessage(801, LogLevel.Warning, "Results cannot be stored at the moment; {Rows} seconds of them wait: {Reason}")]
    private static partial void LogAway(ILogger log, int rows, string reason);

    [LoggerMessage(802, LogLevel.Warning, "What follows from the network's results could not be done now")]
    private static partial void LogAct(ILogger log, Exception error);
}
