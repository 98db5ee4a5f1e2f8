using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Database;
using Npgsql;

namespace Laksana.Notices;

/// <summary>A line of an officer's bell. <paramref name="Text"/> is in the reader's language.</summary>
/// <param name="Cause">What it is about, e.g. <c>late:PML-2026-0042:3:Handling</c>; the same is told an officer once.</param>
public sealed record Notice(long Id, string Cause, string? CaseNumber, string Text, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
{
    /// <summary>Number of the sheet's row that it is about; null when it is about the whole case.</summary>
    public string? Row { get; init; }

    /// <summary>Where it leads within Laksana; null: to its case, where there is one.</summary>
    public string? Address { get; init; }
}

/// <summary>The officers' bells.</summary>
public sealed partial class NoticeBook(LaksanaDatabase database, TimeProvider clock)
{
    /// <summary>Where counting the unread lines stops.</summary>
    public const int MostCounted = 100;

    /// <summary>The newest lines of an officer's bell, newest first.</summary>
    public Task<IReadOnlyList<Notice>> ReadAsync(string office, string officer, bool unreadOnly, int most, CancellationToken token) =>
        ReadAsync(office, officer, unreadOnly, long.MaxValue, most, token);

    /// <summary>The newest lines that are older than the one with the id <paramref name="before"/>, newest first.</summary>
    public async Task<IReadOnlyList<Notice>> ReadAsync(string office, string officer, bool unreadOnly, long before, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select id, cause, case_number, text_key, arguments, created_at, read_at, row_number, address from notice
            where office = $1 and officer = $2 and id < $4 {(unreadOnly ? "and read_at is null" : "")} order by id desc limit $3
            """, office, officer, (long)most, before);
        await using var reader = await batch.ReadAsync(token);
        var notices = new List<Notice>();
        while (await reader.ReadAsync(token)) notices.Add(Line(reader));
        return notices;
    }

    /// <summary>How many lines an officer has not read; <see cref="MostCounted"/> when there may be more.</summary>
    public async Task<int> UnreadAsync(string office, string officer, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select count(*) from (select from notice where office = $1 and officer = $2 and read_at is null limit $3) unread", office, officer, (long)MostCounted);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? (int)reader.GetInt64(0) : 0;
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

    /// <summary>Marks as read whatever the officer could see when the newest line was <paramref name="newest"/>: what came since stays unread.</summary>
    /// <returns>How many were marked.</returns>
    public async Task<int> MarkAllReadAsync(string office, string officer, long newest, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update notice set read_at = $4 where office = $1 and officer = $2 and id <= $3 and read_at is null", office, officer, newest, clock.GetUtcNow());
        return await batch.ExecuteAsync(token);
    }

    /// <summary>A line of the officer's own; null when there is none.</summary>
    public async Task<Notice?> FindAsync(string office, string officer, long id, CancellationToken token) =>
        (await ReadAsync(office, officer, unreadOnly: false, id == long.MaxValue ? id : id + 1, 1, token)).FirstOrDefault(n => n.Id == id);

    private static Notice Line(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
        Text(row.GetString(3), row.GetString(4)), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6))
    {
        Row = row.IsDBNull(7) ? null : row.GetString(7),
        Address = row.IsDBNull(8) ? null : row.GetString(8),
    };

    private static string Text(string key, string arguments) => NoticeWords.Say[key, [.. JsonSerializer.Deserialize(arguments, NoticeJson.Default.ListString)!]];

    [JsonSerializable(typeof(List<string>))]
    private sealed partial class NoticeJson : JsonSerializerContext;
}
