using Laksana.Database;
using Npgsql;

namespace Laksana.Help;

/// <summary>The known answers of an office, searched by their words: Indonesian stems and the beginnings of words, through an index.</summary>
public sealed class KnownAnswers(LaksanaDatabase database, TimeProvider clock)
{
    private const int MostWords = 16;
    private const int ShortestWord = 3;

    private const string Columns = "a.id, a.version, a.question, a.answer, a.tags, a.changed_by, a.changed_at, a.last_used_at, a.used, a.solved, a.retired_at";

    /// <summary>Answers in use that have most of the words, best first; without words those that were used last.</summary>
    public async Task<IReadOnlyList<KnownAnswer>> FindAsync(string office, string? search, int most, CancellationToken token)
    {
        var words = Words(search);
        if (search is not null && words.Length == 0) return [];
        await using var batch = database.Batch(office);
        if (words.Length == 0)
            batch.Add($"select {Columns} from known_answer a where a.office = $1 and a.retired_at is null order by a.last_used_at desc nulls last, a.changed_at desc limit $2", office, (long)most);
        else
            batch.Add($"select {Columns} from answers_with($2, $3) w join known_answer a on a.office = $1 and a.id = w.id order by w.place", office, words, most);
        await using var reader = await batch.ReadAsync(token);
        var found = new List<KnownAnswer>();
        while (await reader.ReadAsync(token)) found.Add(Row(reader));
        return found;
    }

    public async Task<KnownAnswer?> GetAsync(string office, Guid id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from known_answer a where a.office = $1 and a.id = $2", office, id);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? Row(reader) : null;
    }

    /// <summary>Keeps a new answer. The same form sent again (<paramref name="id"/> made from it) keeps nothing twice.</summary>
    public async Task AddAsync(string office, string officer, Guid id, AnswerDraft draft, string? fromCase, CancellationToken token)
    {
        Require(draft);
        await using var batch = database.Batch(office);
        batch.Add("""
            insert into known_answer (office, id, version, question, answer, tags, from_case, changed_by, changed_at) values ($1, $2, 1, $3, $4, $5, $6, $7, $8)
            on conflict (office, id) do nothing
            """, office, id, draft.Question.Trim(), draft.Answer.Trim(), draft.Tags.Trim(), OrNull.Text(fromCase), officer, clock.GetUtcNow());
        await batch.ExecuteAsync(token);
    }

    /// <summary>Changes an answer that the editor saw in a version.</summary>
    public async Task<AnswerChange> ChangeAsync(string office, string officer, Guid id, int seen, AnswerDraft draft, CancellationToken token)
    {
        Require(draft);
        await using var batch = database.Batch(office);
        batch.Add("""
            update known_answer set version = version + 1, question = $4, answer = $5, tags = $6, changed_by = $7, changed_at = $8
            where office = $1 and id = $2 and version = $3
            """, office, id, seen, draft.Question.Trim(), draft.Answer.Trim(), draft.Tags.Trim(), officer, clock.GetUtcNow());
        if (await batch.ExecuteAsync(token) == 1) return new AnswerChange.Kept(id);
        return await GetAsync(office, id, token) is not { } now ? new AnswerChange.NotFound()
            // The same form sent twice: it says already what was asked.
            : now.Version == seen + 1 && now.ChangedBy == officer && (now.Question, now.Answer, now.Tags) == (draft.Question.Trim(), draft.Answer.Trim(), draft.Tags.Trim())
                ? new AnswerChange.Kept(id) : new AnswerChange.Conflict(now);
    }

    /// <summary>Takes an answer out of use, or back into it. False when there is none of that id.</summary>
    public async Task<bool> RetireAsync(string office, string officer, Guid id, bool retire, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update known_answer set version = version + 1, retired_at = $3, changed_by = $4, changed_at = $5 where office = $1 and id = $2",
            office, id, OrNull.Moment(retire ? clock.GetUtcNow() : null), officer, clock.GetUtcNow());
        return await batch.ExecuteAsync(token) == 1;
    }

    /// <summary>Answers out of use, the one retired last first.</summary>
    public async Task<IReadOnlyList<KnownAnswer>> RetiredAsync(string office, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from known_answer a where a.office = $1 and a.retired_at is not null order by a.retired_at desc limit $2", office, (long)most);
        await using var reader = await batch.ReadAsync(token);
        var found = new List<KnownAnswer>();
        while (await reader.ReadAsync(token)) found.Add(Row(reader));
        return found;
    }

    /// <summary>Counts that an answer was given, and whether that ended the problem; once for each row of a case.</summary>
    public async Task UsedAsync(string office, Guid id, string caseNumber, int run, bool solved, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            with once as (insert into known_answer_use (office, id, case_number, run, used_at) select $1, $2, $3, $4, $5
                where exists (select from known_answer where office = $1 and id = $2) on conflict do nothing returning 1)
            update known_answer set used = used + 1, solved = solved + $6, last_used_at = $5 where office = $1 and id = $2 and exists (select from once)
            """, office, id, caseNumber, run, clock.GetUtcNow(), solved ? 1 : 0);
        await batch.ExecuteAsync(token);
    }

    /// <summary>The words to look for: letters and digits alone, so that nothing typed means anything else.</summary>
    private static string[] Words(string? search) => search is null ? [] :
        [.. search.ToLowerInvariant().Split([.. search.ToLowerInvariant().Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length >= ShortestWord).Distinct(StringComparer.Ordinal).Take(MostWords)];

    private static void Require(AnswerDraft draft)
    {
        if (draft.Faults().Any()) throw new ArgumentException("The answer has faults; look at Faults() first.", nameof(draft));
    }

    private static KnownAnswer Row(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetFieldValue<DateTimeOffset>(6),
        r.IsDBNull(7) ? null : r.GetFieldValue<DateTimeOffset>(7), r.GetInt32(8), r.GetInt32(9), r.IsDBNull(10) ? null : r.GetFieldValue<DateTimeOffset>(10));
}
