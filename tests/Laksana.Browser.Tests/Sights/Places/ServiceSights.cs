using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Services;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Public pages of services.</summary>
internal static class ServiceSights
{
    private const string Office = "/layanan/banjarnegara";

    public static readonly SightTable All = new()
    {
        ["layanan"] = At(null, "/layanan"),
        ["layanan-kantor"] = At(null, Office),
        ["layanan-pelayanan"] = At(null, Office + "/pemanfaatan-data-agregat"),
        ["layanan-internal"] = At(null, Office + "/pengelolaan-jaringan"),
        ["layanan-ajukan"] = At(null, Office + "/penyajian-data-kependudukan/ajukan"),
        ["layanan-ajukan-salah"] = At(null, Office + "/penyajian-data-kependudukan/ajukan") with { Then = (_, clerk) => SendEmptyAsync(clerk) },
        ["layanan-pengaduan"] = At("ratri", Office + "/pengaduan"),
        ["layanan-lacak"] = At(null, Office + "/lacak"),
        ["layanan-lacak-salah"] = At(null, Office + "/lacak") with { Then = (_, clerk) => GuessAsync(clerk) },
        ["layanan-baru"] = new(null, async office => await FollowAsync(office, waits: false) + "?baru=ya"),
        ["layanan-menunggu"] = new(null, office => FollowAsync(office, waits: true)),
        ["layanan-pesan-salah"] = new(null, office => FollowAsync(office, waits: true)) { Then = (_, clerk) => SaySpacesAsync(clerk), Shows = "/layanan/{kantor}/lacak/{nomor}/pesan" },
    };

    private static async Task SendEmptyAsync(Clerk clerk)
    {
        await clerk.Page.EvaluateAsync("document.querySelector('main form').noValidate = true");
        await clerk.Page.Locator("main form p.acts button").GoThroughAsync();
    }

    private static async Task SaySpacesAsync(Clerk clerk)
    {
        await clerk.Page.FillAsync("#pesan", "   ");
        await clerk.Page.Locator("main form[action$='/pesan'] button").GoThroughAsync();
    }

    private static async Task GuessAsync(Clerk clerk)
    {
        await clerk.Page.FillAsync("#nomor", "7KQM-3XPA-9RTB-V2HC-6WZN-4DEF");
        await clerk.Page.Locator("main form button").GoThroughAsync();
    }

    private static async Task<string> FollowAsync(OfficeInUse server, bool waits)
    {
        var number = TrackingNumber.New();
        var office = await server.Services.GetRequiredService<Offices>().GetAsync("banjarnegara", default);
        var sheet = (await server.Services.GetRequiredService<PublishedSheets>().CurrentAsync(office.Id, "pengaduan-layanan", new DateOnly(2026, 11, 20), default))!.Procedure;
        var opened = (CaseAnswer.Done)await server.Services.GetRequiredService<ServiceDesk>()
            .OpenAsync(office, sheet, new Dictionary<string, string> { ["isi-pengaduan"] = "Antrean tidak dipanggil." }, number, "anonim", default);
        if (waits)
        {
            await server.DoAsync("laila", opened.Number, new BeginStep(1));
            await server.DoAsync("laila", opened.Number, new PauseClock(1, "pengadu", "Di loket berapa, dan pada jam berapa?"));
        }
        return $"{Office}/lacak/{number.Text}";
    }
}
