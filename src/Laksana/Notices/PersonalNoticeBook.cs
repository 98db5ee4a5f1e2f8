using System.Text.Json;
using Laksana.Database;

namespace Laksana.Notices;

/// <summary>An officer's address for a way; nothing is sent there before it is confirmed.</summary>
public sealed record NoticeAddress(NoticeWay Way, string Address, bool Confirmed);

/// <summary>What an officer chose: his ways, and which kinds of lines go by which.</summary>
public sealed record PersonalChoice(PersonalNotices Person, IReadOnlyList<NoticeAddress> Addresses, IReadOnlySet<(string Kind, NoticeWay Way)> Kinds)
{
    public NoticeAddress? To(NoticeWay way) => Addresses.FirstOrDefault(a => a.Way == way);

    public bool Has(string kind, NoticeWay way) => way == NoticeWay.Bell && kind != NoticeKinds.Ready || Kinds.Contains((kind, way));
}

/// <summary>Reads and writes what officers chose.</summary>
public sealed class PersonalNoticeBook(LaksanaDatabase database)
{
    public async Task<PersonalChoice> ReadAsync(string office, string officer, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from notice_person where office = $1 and officer = $2", office, officer);
        batch.Add("select way, address, confirmed_at is not null from notice_address where office = $1 and officer = $2 order by way", office, officer);
        batch.Add("select kind, way from notice_choice where office = $1 and officer = $2", office, officer);
        await using var reader = await batch.ReadAsync(token);
        var person = await reader.ReadAsync(token) ? JsonSerializer.Deserialize(reader.GetString(0), NoticeSettingsJson.Default.PersonalNotices)! : new PersonalNotices();
        var addresses = new List<NoticeAddress>();
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token)) addresses.Add(new NoticeAddress((NoticeWay)reader.GetInt16(0), reader.GetString(1), reader.GetBoolean(2)));
        var kinds = new HashSet<(string, NoticeWay)>();
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token)) kinds.Add((reader.GetString(0), (NoticeWay)reader.GetInt16(1)));
        return new PersonalChoice(person, addresses, kinds);
    }

    public async Task WriteAsync(string office, string officer, PersonalNotices person, IReadOnlyCollection<(string Kind, NoticeWay Way)> kinds, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("insert into notice_person (office, officer, body) values ($1, $2, $3) on conflict (office, officer) do update set body = excluded.body",
            office, officer, JsonSerializer.Serialize(person, NoticeSettingsJson.Default.PersonalNotices));
        batch.Add("delete from notice_choice where office = $1 and officer = $2", office, officer);
        batch.Add("insert into notice_choice (office, officer, kind, way) select $1, $2, c.kind, c.way from unnest($3::text[], $4::smallint[]) as c (kind, way)",
            office, officer, kinds.Select(k => k.Kind).ToArray(), kinds.Select(k => (short)k.Way).ToArray());
        await batch.ExecuteAsync(token);
    }

    /// <summary>Takes an address away, and with it whatever waits to go there.</summary>
    public async Task ForgetAsync(string office, string officer, NoticeWay way, DateTimeOffset now, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("delete from notice_address where office = $1 and officer = $2 and way = $3", office, officer, (short)way);
        batch.Add("update notice_message set status = 5, ended_at = $4 where office = $1 and officer = $2 and way = $3 and status = 0", office, officer, (short)way, now);
        await batch.ExecuteAsync(token);
    }

    /// <summary>Whether somebody who has left is meant: he is told nothing more.</summary>
    internal async Task<bool> HasLeftAsync(string office, string officer, DateOnly today, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select from officer where office = $1 and officer = $2 and (left_on is null or left_on > $3)", office, officer, today);
        await using var reader = await batch.ReadAsync(token);
        return !await reader.ReadAsync(token);
    }
}
