using Laksana.Database;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;

namespace Laksana.Server.Installing;

/// <summary>
/// A network for each demo office, so that there is something to see: a router in the first of its sites, and a line of an invented provider to every other. What is asked
/// is this machine's loopback, where the sites of a demo answer.
/// </summary>
internal sealed class DemoNetwork(LaksanaDatabase database, Offices offices, NetworkMaps maps, MapDesk desk)
{
    private const string Router = "router-inti";

    public async Task InstallAsync(CancellationToken token)
    {
        foreach (var office in await database.OfficesAsync(token))
        {
            var sites = (await offices.GetAsync(office, token)).Definition.Sites;
            if (sites.Count < 2 || !(await maps.GetAsync(office, token)).IsBare) continue;
            await desk.ChangeAsync(office, new MapChange(AdministrationLog.Installation, AdministrationActs.NetworkMapImported, office) { Put = [.. Of(sites)] }, token);
        }
    }

    internal static IEnumerable<MapEntry> Of(IReadOnlyList<Site> sites)
    {
        var centre = sites[0];
        yield return new MapProvider("penyedia-serat") { Name = "Penyedia Serat (contoh)", Contract = "027/11/SERAT/2026", Until = new DateOnly(2027, 3, 31), Phone = "0800 100 200", Email = "bantuan@serat.example" };
        yield return new MapProvider("penyedia-radio") { Name = "Penyedia Radio (contoh)", Contract = "027/12/RADIO/2026", Until = new DateOnly(2026, 12, 31), Phone = "0800 300 400" };
        yield return Listed(centre) with { Type = SiteType.ServerRoom };
        yield return new MapDevice(Router) { Name = "Router inti", Type = DeviceType.Router, Site = centre.Id, Address = centre.Address };
        foreach (var target in Ask(centre.Id, centre)) yield return target;
        foreach (var (site, place) in sites.Skip(1).Select((s, i) => (s, i)))
        {
            var fibre = place % 3 != 2;
            yield return Listed(site) with { Type = site.Name.StartsWith("Kecamatan", StringComparison.Ordinal) ? SiteType.District : SiteType.Agency };
            yield return new MapLink(Slug.Of("ke " + site.Id))
            {
                Name = "Sambungan ke " + site.Name, Type = fibre ? LinkType.Fibre : LinkType.Radio, Provider = fibre ? "penyedia-serat" : "penyedia-radio", ServiceNumber = $"SID-{1001 + place}",
                Mbps = fibre ? 50 : 20, From = Router, To = site.Id,
            };
            yield return new MapAddress($"10.33.{12 + place}.14") { Gateway = $"10.33.{12 + place}.1", Dns = ["10.33.1.2"], Site = site.Id, Purpose = "Komputer pelayanan" };
            foreach (var target in Ask(site.Id, site)) yield return target;
        }
    }

    private static MapSite Listed(Site site) => new(site.Id) { Name = site.Name, Address = site.Address, Port = site.Port };

    private static IEnumerable<MapTarget> Ask(string element, Site site)
    {
        if (site.Address is not { } address) yield break;
        ProbeSpec spec = site.Port is { } port ? new TcpSpec(address, port) : new IcmpSpec(address);
        yield return new MapTarget(Slug.Of(element + " tanya")) { Element = element, Spec = spec, Interval = TimeSpan.FromSeconds(10) };
    }
}
