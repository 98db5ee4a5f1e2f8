using System.Collections.Concurrent;
using System.Security.Cryptography;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging;

namespace Laksana.Notices;

/// <summary>
/// Sends what waits, on any number of nodes. A message is with one node at a time; before it is handed over that is written down, and its id outside is
/// always the same, so a message that was handed over in the moment its node died comes a second time as the same one, and otherwise each comes once.
/// </summary>
public sealed partial class Delivery(LaksanaDatabase database, Offices offices, NoticeSecrets secrets, AnswerLinks answers, Webhook webhook, DeliveryPace pace, TimeProvider clock, ILogger<Delivery> log)
{
    private readonly MessageQueue _queue = new(database, answers, pace, clock);
    private readonly NoticeSettingsBook _settings = new(database);
    private readonly PersonalNoticeBook _persons = new(database);
    private readonly ConcurrentDictionary<Guid, Task> _running = new();

    /// <summary>Works until the token ends it; what is being handed over then is finished first.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await FillAsync(token);
            // With every slot taken there is nothing to look for before one is free.
            await (_running.Count < pace.Slots ? Task.Delay(pace.Poll, token) : Task.WhenAny(_running.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(_running.Values).WaitAsync(TimeSpan.FromSeconds(15), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Sends what may leave now, one after another, until nothing does.</summary>
    public async Task SendAllAsync(CancellationToken token)
    {
        while (await _queue.TakeAsync(token) is { } taken) await WorkAsync(taken);
    }

    private async Task FillAsync(CancellationToken token)
    {
        try
        {
            while (!token.IsCancellationRequested && _running.Count < pace.Slots && await _queue.TakeAsync(CancellationToken.None) is { } taken)
            {
                var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _running[taken.Id] = RunOneAsync(taken, begun.Task);
                begun.SetResult();
            }
        }
        catch (Exception error)
        {
            LogCannotTake(log, error.Message);
        }
    }

    private async Task RunOneAsync(TakenMessage taken, Task begun)
    {
        await begun;
        await WorkAsync(taken);
        _running.TryRemove(taken.Id, out _);
    }

    private async Task WorkAsync(TakenMessage taken)
    {
        try
        {
            await DeliverAsync(taken, CancellationToken.None);
        }
        catch (Exception bug)
        {
            // It stays with this node until its lease is over, then it is taken again.
            LogBroken(log, bug, taken.Id);
        }
    }

    private async Task DeliverAsync(TakenMessage taken, CancellationToken token)
    {
        var choice = await _persons.ReadAsync(taken.Office, taken.Officer, token);
        var kept = await _settings.ReadAsync(taken.Office, token);
        var office = await offices.GetAsync(taken.Office, token);
        var isSet = taken.Way == NoticeWay.Mail ? kept.Settings.MailIsSet : kept.Settings.WebhookIsSet;
        if (!isSet || choice.To(taken.Way) is not { Confirmed: true } to || await _persons.HasLeftAsync(taken.Office, taken.Officer, office.DayOf(clock.GetUtcNow()), token))
        {
            await _queue.DropAsync(taken, token);
            return;
        }
        var now = clock.GetUtcNow();
        var passes = choice.Person.LatePasses && taken.Kind == NoticeKinds.Late;
        if (!passes && LeavesAt(taken, now, office, kept.Settings, choice.Person) is var at && at > now)
        {
            await _queue.WaitAsync(taken, at - now, token);
            return;
        }
        if (taken.IsFresh) await _queue.JoinAsync(taken, choice.Person.LatePasses ? passes : null, token);
        var lines = await _queue.LinesAsync(taken, token);
        if (lines.Count == 0) await _queue.DropAsync(taken, token);
        else await SettleAsync(taken, await HandOverAsync(taken, kept, choice, to.Address, office, lines, token), token);
    }

    private static DateTimeOffset LeavesAt(TakenMessage taken, DateTimeOffset now, OfficeAtWork office, NoticeSettings settings, PersonalNotices person)
    {
        var from = taken.IsFresh && person.SummaryAt is { } summary && QuietTime.NextSummary(taken.CreatedAt, office.Calendar, summary) is var due && due > now ? due : now;
        return QuietTime.NextAllowed(from, office.Calendar, [.. new[] { settings.Quiet, person.Quiet }.OfType<QuietHours>()], settings.QuietDaysOff);
    }

    private async Task<Handover> HandOverAsync(TakenMessage taken, StoredNoticeSettings kept, PersonalChoice choice, string to, OfficeAtWork office, IReadOnlyList<MessageLine> lines, CancellationToken token)
    {
        var text = new MessageText(kept.Settings, choice.Person.Language, lines);
        string? secret;
        try
        {
            secret = (taken.Way == NoticeWay.Mail ? kept.MailSecret : kept.WebhookSecret) is { } sealedSecret ? secrets.Open(taken.Office, sealedSecret) : null;
        }
        catch (CryptographicException)
        {
            return new Handover(HandoverEnd.NotNow, NoticeWords.Say["secret.gone"], WholeServer: true);
        }
        Task<bool> Before(CancellationToken t) => _queue.HandAsync(taken, t);
        if (taken.Way == NoticeWay.Webhook)
            return await webhook.SendAsync(kept.Settings, secret, taken.Id, text.Json(taken.Office, taken.Officer, to, taken.Id), TimeProvider.System.GetUtcNow(), Before, token);
        var letter = new Letter(taken.Id, kept.Settings.SenderAddress!, office.Definition.Name, to, text.Subject, text.Body(), TimeProvider.System.GetUtcNow());
        return await new MailServer(kept.Settings, secret, pace.Mail).SendAsync(letter, Before, token);
    }

    private async Task SettleAsync(TakenMessage taken, Handover end, CancellationToken token)
    {
        DeliveryMeter.Ended(taken.Way, end.End);
        var reason = end.Answer.Length > 500 ? end.Answer[..500] : end.Answer;
        switch (end.End)
        {
            case HandoverEnd.Taken:
                await RecordAsync(taken, token);
                break;
            case HandoverEnd.Lost:
                break;
            case HandoverEnd.Refused:
                await _queue.GiveUpAsync(taken, reason, token);
                break;
            default:
                if (taken.Failures >= pace.Pauses.Count) await _queue.GiveUpAsync(taken, reason, token);
                else await _queue.PostponeAsync(taken, pace.Pauses[taken.Failures], reason, token);
                if (end.WholeServer) await _queue.HoldAsync(taken.Office, taken.Way, pace.Hold, token);
                LogNotSent(log, taken.Id, taken.Way, end.End);
                break;
        }
    }

    /// <summary>What was taken must be written down, or it is sent again: a database that is away for a moment is waited for.</summary>
    private async Task RecordAsync(TakenMessage taken, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
            try
            {
                await _queue.TakenAsync(taken, token);
                return;
            }
            catch (Exception error) when (tries < 20 && error is Npgsql.NpgsqlException or IOException or TimeoutException)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), token);
            }
    }

    [LoggerMessage(560, LogLevel.Warning, "No message can be taken: {Reason}")]
    private static partial void LogCannotTake(ILogger log, string reason);

    [LoggerMessage(561, LogLevel.Error, "Message {Message} could not be settled here")]
    private static partial void LogBroken(ILogger log, Exception error, Guid message);

    [LoggerMessage(562, LogLevel.Warning, "Message {Message} by {Way} was not sent: {End}")]
    private static partial void LogNotSent(ILogger log, Guid message, NoticeWay way, HandoverEnd end);
}
