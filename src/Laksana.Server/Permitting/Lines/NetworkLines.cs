namespace Laksana.Server.Permitting.Lines;

/// <summary>The network, its incidents and its map.</summary>
internal static class NetworkLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/jaringan", Who.Case, "the network now: for the officers of sheets that are about it, those above them, and the administrator"),
        new("GET", "/jaringan/unsur/{id}", Who.Case, "an element: standing, targets, latencies, availability, incidents"),
        new("GET", "/jaringan/topologi", Who.Case, "the network drawn, and as a list"),
        new("GET", "/jaringan/gangguan", Who.Case, "incidents"),
        new("GET", "/jaringan/gangguan/{nomor}", Who.Case, "an incident with its evidence"),
        new("POST", "/jaringan/gangguan/{nomor}/terima", Who.Case, "take note of an incident"),
        new("GET POST", "/jaringan/terima/{tanda}", Who.Anyone, "take note of an incident from the signed link of a message"),
        new("GET", "/jaringan/ketersediaan", Who.Case, "availability of a month"),
        new("GET", "/jaringan/ketersediaan/unduh", Who.Case, "the same as a table"),
        new("GET POST", "/jaringan/pemeliharaan", Who.Case, "maintenance: what is planned, and plan one"),
        new("POST", "/jaringan/pemeliharaan/{id}/akhiri", Who.Case, "end a maintenance before its time"),
        new("GET", "/jaringan/peta", Who.Case, "the map, by kinds"),
        new("GET", "/jaringan/peta/{jenis}", Who.Case, "entries of a kind"),
        new("GET", "/jaringan/peta/{jenis}/unduh", Who.Case, "the same as a table"),
        new("GET POST", "/jaringan/peta/impor", Who.Administrator, "put tables into the map, all or nothing"),
        new("GET POST", "/jaringan/peta/{jenis}/tambah", Who.Administrator, "add an entry"),
        new("GET POST", "/jaringan/peta/{jenis}/ubah/{id}", Who.Administrator, "change an entry"),
        new("GET POST", "/jaringan/peta/{jenis}/hapus/{id}", Who.Administrator, "take an entry off the map"),
        new("GET POST", "/jaringan/aturan", Who.Administrator, "how the watch judges, whom it tells, and which sheet's case an incident opens"),
        new("GET", "/api/v1/network", Who.Case, "the network now"),
        new("GET", "/api/v1/network/incidents", Who.Case, "incidents, open or ended"),
        new("POST", "/api/v1/network/incidents/{number}/acknowledgement", Who.Case, "take note of an incident"),
    ];
}
