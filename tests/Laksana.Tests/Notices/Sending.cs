using Laksana.Database;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Laksana.Tests.Notices;

/// <summary>What tests of sending share.</summary>
internal static class Sending
{
    /// <summary>Secrets that are turned around: not protected, but not the same either.</summary>
    public static readonly NoticeSecrets Secrets = new((_, value) => [.. value.Reverse()], (_, value) => [.. value.Reverse()]);

    public static readonly AnswerLinks Answers = new(value => [.. value.Reverse()], value => [.. value.Reverse()], TimeProvider.System);

    public static readonly MailTimes Times = new() { Connect = TimeSpan.FromSeconds(5), Reply = TimeSpan.FromSeconds(5), Acceptance = TimeSpan.FromSeconds(2) };

    public static Delivery Delivery(LaksanaDatabase database, string node, TimeSpan lease, TimeProvider? clock = null) => new(database, new Offices(database, clock ?? TimeProvider.System), Secrets, Answers, new Webhook(),
        new DeliveryPace { Node = node, Lease = lease, Poll = TimeSpan.FromMilliseconds(200), Mail = Times, Pauses = [TimeSpan.Zero, TimeSpan.Zero], Hold = TimeSpan.Zero }, clock ?? TimeProvider.System, NullLogger<Delivery>.Instance);

    public static NoticeSettings Mail(int port) => new()
    {
        MailHost = "127.0.0.1", MailPort = port, MailSecurity = MailSecurity.None, SenderAddress = "laksana@contoh.go.id", BaseAddress = "https://laksana.contoh.go.id",
    };

    /// <summary>The officer hears of all kinds by the way, at an address that is confirmed.</summary>
    public static async Task ChooseAsync(LaksanaDatabase database, string office, string officer, NoticeWay way, PersonalNotices? person = null)
    {
        await new PersonalNoticeBook(database).WriteAsync(office, officer, person ?? new PersonalNotices(), [.. NoticeKinds.All.Select(k => (k, way))], default);
        await database.DoAsync(office, "insert into notice_address (office, officer, way, address, confirmed_at) values ($1, $2, $3, $4, now())", office, officer, (short)way,
            way == NoticeWay.Mail ? officer + "@contoh.go.id" : "6281200000001");
    }

    /// <summary>A line about a case, with words in it that must not leave.</summary>
    public static Task RingAsync(LaksanaDatabase database, string office, string officer, string number, string kind = "returned") => database.DoAsync(office, """
        insert into notice (office, officer, cause, case_number, text_key, arguments, row_number, activity, created_at)
        values ($1, $2, gen_random_uuid()::text, $3, 'notice.' || $4, '["x","y","NIK Siti Aminah 3304010101010001"]', 2, 'Memeriksa', now())
        """, office, officer, number, kind);

    public static async Task<string[]> StatesAsync(LaksanaDatabase database, string office) =>
        (await database.ScalarAsync<string[]>(office, "select coalesce(array_agg(status || ' ' || failures order by created_at, notice), '{}') from notice_message where office = $1", office))!;
}
