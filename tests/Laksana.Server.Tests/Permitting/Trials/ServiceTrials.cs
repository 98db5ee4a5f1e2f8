using Laksana.Server.Tests.Api;
using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Public pages of services.</summary>
internal static class ServiceTrials
{
    private const string Unknown = "7KQM-3XPA-9RTB-V2HC-6WZN-4DEF";

    public static readonly TrialTable All = new()
    {
        ["/layanan"] = _ => At("/layanan"),
        ["/layanan/{kantor}"] = _ => At("/layanan/alfa"),
        ["/layanan/{kantor}/{sop}"] = async c => await FollowedAsync(c) with { Path = "/layanan/alfa/uji-layanan" },
        ["/layanan/{kantor}/{sop}/ajukan"] = async c => await FollowedAsync(c) with { Path = "/layanan/alfa/uji-layanan/ajukan" },
        ["/layanan/{kantor}/pengaduan"] = async c => await FollowedAsync(c) with { Path = "/layanan/alfa/pengaduan" },
        ["/layanan/{kantor}/lacak"] = _ => At("/layanan/alfa/lacak", ("nomor", Unknown)),
        ["/layanan/{kantor}/lacak/{nomor}"] = FollowedAsync,
        ["/layanan/{kantor}/lacak/{nomor}/pesan"] = async c => await FollowedAsync(c) is var trial ? trial with { Path = trial.Path + "/pesan" } : null!,
        ["/layanan/{kantor}/lacak/{nomor}/tanda-terima"] = _ => At($"/layanan/alfa/lacak/{Unknown}/tanda-terima"),
        ["/layanan/{kantor}/lacak/{nomor}/dokumen/{sha}"] = _ => At($"/layanan/alfa/lacak/{Unknown}/dokumen/{new string('0', 64)}"),
    };

    private static async Task<Trial> FollowedAsync(TrialCases cases) => new("/layanan/alfa/lacak/" + await cases.FollowedAsync());
}
