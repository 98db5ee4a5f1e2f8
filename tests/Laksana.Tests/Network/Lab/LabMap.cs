using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;

namespace Laksana.Tests.Network.Lab;

/// <summary>The lab as an office would have it on its map.</summary>
internal static class LabMap
{
    public const string Site = "kec-a", Line = "sam-a", Access = "lab", Community = "lab-uji", Box = "kotak-a";
    public const string Core = "10.97.1.2", Wan = "10.97.2.2", Modem = "10.97.4.1", Pc = "10.97.4.10", BoxAddress = "10.97.4.20", SiteB = "10.97.7.10", Web = "10.97.5.2", Dns = "10.97.6.2";
    public const int PcPort = 8080, WebPort = 8080;

    public static NetworkMap Draw(bool snmp)
    {
        List<MapEntry> entries =
        [
            new MapProvider("telko") { Name = "PT Telko Uji", Contract = "K-17/2026", Phone = "0286 555000" },
            new MapDevice("inti") { Name = "Router inti", Type = DeviceType.Router, Address = Core, Access = snmp ? Access : null },
            new MapDevice("wan") { Name = "Router WAN", Type = DeviceType.Router, Address = Wan, Behind = ["inti"], Access = snmp ? Access : null },
            new MapLink(Line) { Name = "Sambungan Kecamatan A", Type = LinkType.Fibre, Provider = "telko", ServiceNumber = "1122334455", From = "wan", To = "modem-a" },
            new MapDevice("modem-a") { Name = "Modem Kecamatan A", Type = DeviceType.Modem, Site = Site, Address = Modem },
            new MapSite(Site) { Type = SiteType.District, Behind = ["modem-a"] },
            new MapSite("kec-b") { Type = SiteType.District, Behind = ["wan"] },
            new MapAddress(Pc) { Prefix = 24, Gateway = Modem, Site = Site },
            new MapDevice("srv-web") { Name = "Server aplikasi", Type = DeviceType.Server, Address = Web, Behind = ["inti"] },
            new MapDevice("srv-dns") { Name = "Server DNS", Type = DeviceType.Server, Address = Dns, Behind = ["inti"] },
            new MapService("web") { Name = "Aplikasi kantor", Type = ServiceType.Web, Device = "srv-web", Place = $"http://{Web}:{WebPort}/" },
            new MapService("dns") { Name = "DNS kantor", Type = ServiceType.Dns, Device = "srv-dns" },
            new MapTarget("dns-tanya") { Element = "dns", Spec = new DnsSpec(Dns, "lab.test") },
        ];
        entries.AddRange(new[] { ("inti", Core), ("wan", Wan), ("modem-a", Modem), (Site, Pc), ("srv-web", Web), ("srv-dns", Dns) }.Select(p => new MapTarget("ping-" + p.Item1) { Element = p.Item1, Spec = new IcmpSpec(p.Item2) }));
        if (snmp)
            entries.AddRange(
            [
                new MapTarget("port-sam-a") { Element = Line, Spec = new SnmpSpec(Wan, Access) { Interfaces = ["line"] } },
                new MapTarget("port-dns") { Element = "srv-dns", Spec = new SnmpSpec(Core, Access) { Interfaces = ["to-dns"] } },
                new MapTarget("port-web") { Element = "srv-web", Spec = new SnmpSpec(Core, Access) { Interfaces = ["to-web"] } },
            ]);
        return new NetworkMap(1, [new Site(Site, "Kecamatan A", Pc, PcPort), new Site("kec-b", "Kecamatan B", SiteB, null)], entries);
    }
}
