using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Database;

namespace Laksana.Notices;

/// <summary>A line of an officer's bell. <paramref name="Text"/> is in the reader's language.</summary>
/// <param name="Cause">What it is about, e.g. <c>late:PML-2026-0042:3:Handling</c>; the same is told an officer once.</param>
public sealed record Notice(long Id, string Cause, string? CaseNumber, string Text, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>The officers' bells.</summary>
public sealed partial class NoticeBook(LaksanaDatabase database, TimeProvider clock)
{
    /// <summary>The newest lines of an officer's bell, newest first.</summary>
    public async Task<IReadOnlyList<Notice>> ReadAsync(string office, string officer, bool unreadOnly, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select id, cause, case_number, text_key, arguments, created_at, read_at from notice
            where office = $1 and officer = $2 {(unreadOnly ? "and read_at is null" : "")} order by id desc limit $3
            """, office, officer, (long)most);
        await using var reader = await batch.ReadAsync(token);
        var notices = new List<Notice>();
        while (await reader.ReadAsync(token))
            notices.Add(new Notice(reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), Text(reader.GetString(3), reader.GetString(4)),
                reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6)));
        return notices;
    }

    /// <summary>Number and subject of the cases in which a decision was recorded in the officer's name that he has not answered yet, oldest first.</summary>
    public async Task<IReadOnlyList<(string CaseNumber, string Subject)>> ToAnswerAsync(string office, string officer, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select c.case_number, c.subject from notice n join case_file c on c.office = n.office and c.case_number = n.case_number
            where n.office = $1 and n.officer = $2 and n.text_key = 'notice.on-behalf' group by c.case_number, c.subject order by min(n.id) limit $3
            """, office, officer, (long)most);
        await using var reader = await batch.ReadAsync(token);
        var cases = new List<(string, string)>();
        while (await reader.ReadAsync(token)) cases.Add((reader.GetString(0), reader.GetString(1)));
        return cases;
    }

    /// <summary>Marks a line as read. False when the officer has no such line.</summary>
    public async Task<bool> MarkReadAsync(string office, string officer, long id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update notice set read_at = coalesce(read_at, $4) where office = $1 and officer = $2 and id = $3", office, officer, id, clock.GetUtcNow());
        return await batch.ExecuteAsync(token) == 1;
    }

    private static string Text(string key, string arguments) => NoticeWords.Say[key, [.. JsonSerializer.Deserialize(arguments, NoticeJson.Default.ListString)!]];

    [JsonSerializable(typeof(List<string>))]
    private sealed partial class NoticeJson : JsonSerializerContext;
}
