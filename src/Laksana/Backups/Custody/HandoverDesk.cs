using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// Handovers outside a case: offered by whoever has the medium, answered by the receiver alone. Accepting rests on a measurement of this moment, told by its code. Each act
/// is one transaction with its line in the administration's log.
/// </summary>
public sealed class HandoverDesk(LaksanaDatabase database, MediaBook media, HandoverBook handovers, CodeDesk codes, TimeProvider clock)
{
    private DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="backup">The copy it is about; null: all that the medium carries.</param>
    /// <returns>The handover's id when it was offered.</returns>
    public async Task<(CustodyAnswer Answer, Guid Id)> OfferAsync(CustodyForm form, string label, string receiver, string? backup, string? note, CancellationToken token)
    {
        if (await SentBeforeAsync(form, token) is { } before) return (new CustodyAnswer.Done(Repeated: true), Guid.Parse(before));
        if (await media.FindAsync(form.Office, label, token) is not { } medium) return (new CustodyAnswer.NotFound(), default);
        if (Against(medium, form.By, receiver) is { } refused) return (refused, default);
        if ((await media.CopiesAsync(form.Office, label, token)).All(c => c.State != CopyState.Whole || (backup is not null && c.Backup != backup))) return (new CustodyAnswer.Refused("no-copies", label), default);
        var offered = new Handover(Guid.CreateVersion7(), 1, label, backup, form.By, receiver, HandoverState.Offered, note, Now, null, [], null, null, null, null, null, null);
        return (await DoAsync(form, offered.Id.ToString(), [CustodyStatements.Handover(form.Office, offered),
            CustodyStatements.Log(form.Office, form.By, AdministrationActs.HandoverOffered, label, CustodyStatements.Details(offered, null), Now, note)], token), offered.Id);
    }

    /// <param name="place">Where the receiver keeps it.</param>
    public async Task<CustodyAnswer> AcceptAsync(CustodyForm form, Guid id, string? typed, string place, CancellationToken token)
    {
        var (asked, against) = await ToAnswerAsync(form, id, token);
        if (asked is null) return against!;
        if (string.IsNullOrWhiteSpace(place)) return new CustodyAnswer.Refused("place-needed");
        var medium = (await media.FindAsync(form.Office, asked.Medium, token))!;
        switch (await codes.ReadAsync(form.Office, medium, asked.Backup, typed, asked.OfferedAt, Now, form.By, token))
        {
            case CodeReading.Refused refused:
                return refused.Why;
            case CodeReading.Fits fits when !fits.IsNew && await handovers.IsUsedAsync(form.Office, fits.Check.Id, token):
                return new CustodyAnswer.Refused("code-used");
            case CodeReading.Fits fits:
                var taken = asked with { State = HandoverState.Accepted, Measured = fits.Check.Id, Content = fits.Content, Place = place.Trim(), AnsweredAt = Now };
                return await DoAsync(form, id.ToString(), [.. fits.IsNew ? [CustodyStatements.Check(form.Office, fits.Check), CustodyStatements.Measured(form.Office, fits.Check)] : (CustodyStatement[])[],
                    Answered(form.Office, taken), .. CustodyStatements.Taken(form.Office, medium, form.By, taken.Place),
                    CustodyStatements.Log(form.Office, form.By, AdministrationActs.HandoverAccepted, asked.Medium, CustodyStatements.Details(taken, new MeasureCode(fits.Check.Code!)), Now)], token);
            default:
                throw new InvalidOperationException("A code fits or is refused.");
        }
    }

    public async Task<CustodyAnswer> RefuseAsync(CustodyForm form, Guid id, string? reason, CancellationToken token)
    {
        var (asked, against) = await ToAnswerAsync(form, id, token);
        if (asked is null) return against!;
        if (string.IsNullOrWhiteSpace(reason)) return new CustodyAnswer.Refused("reason-needed");
        var refused = asked with { State = HandoverState.Refused, Reason = reason.Trim(), AnsweredAt = Now };
        return await DoAsync(form, id.ToString(), [Answered(form.Office, refused),
            CustodyStatements.Log(form.Office, form.By, AdministrationActs.HandoverRefused, asked.Medium, CustodyStatements.Details(refused, null), Now, refused.Reason)], token);
    }

    /// <summary>The giver takes his offer back.</summary>
    public async Task<CustodyAnswer> WithdrawAsync(CustodyForm form, Guid id, CancellationToken token)
    {
        if (await SentBeforeAsync(form, token) is not null) return new CustodyAnswer.Done(Repeated: true);
        if (await handovers.FindAsync(form.Office, id, token) is not { } offered) return new CustodyAnswer.NotFound();
        if (offered.Giver != form.By) return new CustodyAnswer.Refused("not-giver");
        if (offered.State != HandoverState.Offered) return new CustodyAnswer.Refused("answered");
        if (form.Seen is { } seen && seen != offered.Version) return new CustodyAnswer.Conflict();
        var back = offered with { State = HandoverState.Withdrawn, AnsweredAt = Now };
        return await DoAsync(form, id.ToString(), [Answered(form.Office, back),
            CustodyStatements.Log(form.Office, form.By, AdministrationActs.HandoverWithdrawn, offered.Medium, CustodyStatements.Details(back, null), Now)], token);
    }

    private static CustodyAnswer.Refused? Against(Medium medium, string giver, string receiver) =>
        medium.State != MediumState.InUse ? new("not-in-use", medium.Label)
        : receiver == giver ? new("same-hands")
        // Whoever has it gives it; one that lies in its place is given by whoever fetches it.
        : medium.Holder is { } holder && holder != giver ? new("not-holder", new Laksana.Cases.OfficerName(holder))
        : null;

    private async Task<(Handover? Handover, CustodyAnswer? Against)> ToAnswerAsync(CustodyForm form, Guid id, CancellationToken token)
    {
        if (await SentBeforeAsync(form, token) is not null) return (null, new CustodyAnswer.Done(Repeated: true));
        if (await handovers.FindAsync(form.Office, id, token) is not { } asked) return (null, new CustodyAnswer.NotFound());
        if (asked.AgainstAnswer(form.By) is { } refused) return (null, refused);
        return form.Seen is { } seen && seen != asked.Version ? (null, new CustodyAnswer.Conflict()) : (asked, null);
    }

    /// <summary>Fails when somebody answered it meanwhile: the row is one that still waits, in the version that was looked at.</summary>
    private static CustodyStatement Answered(string office, Handover h) => new("select answer_handover($1, $2, $3, $4, $5, $6, $7, $8, $9)", office, h.Id, h.Version, (short)h.State, h.Measured,
        OrNull.Text(h.Content.Count > 0 ? HandedCopy.Text(h.Content) : null), OrNull.Text(h.Place), OrNull.Text(h.Reason), OrNull.Moment(h.AnsweredAt));

    private async Task<string?> SentBeforeAsync(CustodyForm form, CancellationToken token) =>
        form.Key is { } key ? await SentForms.ResultAsync(database, form.Office, form.By, key, token) : null;

    private async Task<CustodyAnswer> DoAsync(CustodyForm form, string result, IReadOnlyList<CustodyStatement> statements, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(form.Office, token);
        try
        {
            if (form.Key is { } key) await SentForms.AddOnceAsync(transaction, form.Office, form.By, key, result, Now, token);
            await transaction.RunAsync(statements, token);
            await transaction.CommitAsync(token);
            return new CustodyAnswer.Done();
        }
        catch (PostgresException twice) when (SentForms.WasSent(twice))
        {
            return new CustodyAnswer.Done(Repeated: true);
        }
        catch (PostgresException other) when (other.SqlState is Changed || other is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "handover" or "medium_check" })
        {
            return new CustodyAnswer.Conflict();
        }
    }

    /// <summary>Raised by require_medium and answer_handover.</summary>
    internal const string Changed = "LK002";
}
