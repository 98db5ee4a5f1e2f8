namespace Laksana.Server.Permitting.Lines;

/// <summary>Public pages of services.</summary>
internal static class ServiceLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/layanan", Who.Anyone, "the offices whose services are shown"),
        new("GET", "/layanan/{kantor}", Who.Anyone, "services of an office"),
        new("GET", "/layanan/{kantor}/{sop}", Who.Anyone, "a service: requirements, steps, time, cost"),
        new("GET POST", "/layanan/{kantor}/{sop}/ajukan", Who.Anyone, "ask for a service that its sheet opens to the public"),
        new("GET POST", "/layanan/{kantor}/pengaduan", Who.Anyone, "complain: by name, in confidence, or without a name"),
        new("GET POST", "/layanan/{kantor}/lacak", Who.Anyone, "ask for a tracking number"),
        new("GET", "/layanan/{kantor}/lacak/{nomor}", Who.Anyone, "progress, for whoever holds the tracking number"),
        new("GET POST", "/layanan/{kantor}/lacak/{nomor}/pesan", Who.Anyone, "answer the office while it waits, with the tracking number"),
        new("GET", "/layanan/{kantor}/lacak/{nomor}/tanda-terima", Who.Anyone, "the receipt on paper, with the tracking number"),
        new("GET", "/layanan/{kantor}/lacak/{nomor}/dokumen/{sha}", Who.Anyone, "a document meant for whoever asked, with the tracking number"),
    ];
}
