using Laksana.Network;

namespace Laksana.Tests.Network.Diagnosing;

/// <summary>A small network in memory with one fault, and everything that would be seen of it from here, by SNMP and from the site.</summary>
internal sealed class TrialFault(FaultKind fault)
{
    public const string Site = "kec-a", Box = "kotak-a", Line = "sam-a";

    public static readonly IReadOnlyList<FaultKind> All =
    [
        FaultKind.InterfaceShut, FaultKind.CableCut, FaultKind.LineDead, FaultKind.ModemOff, FaultKind.PcOff, FaultKind.WrongAddress, FaultKind.WrongMask, FaultKind.WrongGateway, FaultKind.DuplicateAddress,
        FaultKind.DnsStopped, FaultKind.DnsHostOff, FaultKind.Loss, FaultKind.Delay, FaultKind.MtuBlackHole, FaultKind.ServiceStopped, FaultKind.ServiceHung, FaultKind.IcmpFiltered, FaultKind.NothingWrong,
    ];

    public static readonly SiteGround Ground = new(
        [
            new(SiteGround.Here, "server ini", NodeRole.Here, null),
            new("inti", "Router inti", NodeRole.Router, SiteGround.Here) { Speaks = true },
            new("wan", "Router WAN", NodeRole.Router, "inti") { Speaks = true },
            new("modem-a", "Modem A", NodeRole.Modem, "wan") { Speaks = true, Line = new MapLink(Line) { Name = "Sambungan A", Provider = "telko" } },
            new(Site, "Kecamatan A", NodeRole.EndPoint, "modem-a") { Speaks = true },
            new(Box, "Kotak A", NodeRole.Witness, "modem-a"),
            new("kec-b", "Kecamatan B", NodeRole.Witness, "wan"),
            new("srv-web", "Server web", NodeRole.Host, "inti") { Speaks = true },
            new("srv-dns", "Server DNS", NodeRole.Host, "inti") { Speaks = true },
        ],
        [new("web", "Aplikasi", "srv-web", false), new("dns", "DNS", "srv-dns", true), new(Site + ":port", "Port 80", Site, false)], Site);

    /// <summary>Where it lies, as a verdict should name it when it can.</summary>
    public static string? ElementOf(FaultKind fault) => fault switch
    {
        FaultKind.InterfaceShut => "wan",
        FaultKind.CableCut or FaultKind.LineDead or FaultKind.Loss or FaultKind.Delay or FaultKind.MtuBlackHole => Line,
        FaultKind.ModemOff => "modem-a",
        FaultKind.DnsStopped => "dns",
        FaultKind.DnsHostOff => "srv-dns",
        FaultKind.ServiceStopped or FaultKind.ServiceHung => "web",
        FaultKind.NothingWrong => null,
        _ => Site,
    };

    /// <summary>Its hypothesis.</summary>
    public static Hypothesis HypothesisOf(FaultKind fault) => new(fault, fault == FaultKind.NothingWrong ? null : ElementOf(fault) is var e && (e == Line || e == "wan") ? "modem-a" : e);

    public FaultKind Fault => fault;

    public IReadOnlyList<Sighting> FromHere() =>
    [
        new UplinkSeen(true), Echo(SiteGround.Here, "inti"), Echo(SiteGround.Here, "wan"), Echo(SiteGround.Here, "modem-a"), Echo(SiteGround.Here, Site), Echo(SiteGround.Here, "srv-web"), Echo(SiteGround.Here, "srv-dns"),
        new EchoSeen(SiteGround.Here, "kec-b", 2, 2, null),
        .. new[] { "inti", "wan", "modem-a", Site, "srv-web", "srv-dns" }.Where(to => Echo(SiteGround.Here, to).Answered).Select(to => Whole(SiteGround.Here, to)),
        new DoorSeen(SiteGround.Here, "web", fault switch { FaultKind.ServiceStopped => DoorState.Refused, FaultKind.ServiceHung => DoorState.Hung, _ => DoorState.Works }),
        new DoorSeen(SiteGround.Here, "dns", fault switch { FaultKind.DnsStopped => DoorState.Refused, FaultKind.DnsHostOff => DoorState.Silent, _ => DoorState.Works }),
        new DoorSeen(SiteGround.Here, Site + ":port", fault == FaultKind.DuplicateAddress ? DoorState.Refused : Passes(SiteGround.Here, Site) ? DoorState.Open : DoorState.Silent),
    ];

    public IReadOnlyList<Sighting> BySnmp() =>
    [
        new PortSeen("inti", "wan", true, true),
        new PortSeen("wan", "modem-a", fault != FaultKind.InterfaceShut, fault is not (FaultKind.InterfaceShut or FaultKind.CableCut or FaultKind.ModemOff)),
        new PortSeen("inti", "srv-dns", true, fault != FaultKind.DnsHostOff),
        new PortSeen("inti", "srv-web", true, true),
    ];

    public IReadOnlyList<Sighting> FromSite()
    {
        List<Sighting> box = [new NeighbourSeen(Box, "modem-a", fault == FaultKind.ModemOff ? 0 : 1), new NeighbourSeen(Box, Site, fault switch { FaultKind.DuplicateAddress => 2, FaultKind.PcOff or FaultKind.WrongAddress => 0, _ => 1 }),
            Echo(Box, "modem-a"), Echo(Box, "wan"), Echo(Box, "srv-web"), .. new[] { "modem-a", "wan" }.Where(to => Echo(Box, to).Answered).Select(to => Whole(Box, to))];
        if (fault == FaultKind.PcOff) return box;
        return
        [
            .. box, new SettingSeen(Site, true, true, fault != FaultKind.WrongAddress, fault == FaultKind.WrongAddress ? null : fault != FaultKind.WrongMask, fault != FaultKind.WrongGateway),
            new NeighbourSeen(Site, Site, fault == FaultKind.DuplicateAddress ? 1 : 0), new NeighbourSeen(Site, "modem-a", fault == FaultKind.ModemOff ? 0 : 1), Echo(Site, "modem-a"), Echo(Site, "wan"),
        ];
    }

    private EchoSeen Echo(string from, string to)
    {
        if (!Passes(from, to) || (fault == FaultKind.IcmpFiltered && to == Site)) return new EchoSeen(from, to, 2, 0, null);
        var hops = Ground.Between(from, to).Segments;
        var over = hops.Any(s => s.Id == "modem-a");
        return new EchoSeen(from, to, 20, fault == FaultKind.Loss && over ? 14 : 20, hops.Count + (fault == FaultKind.Delay && over ? 300 : 0));
    }

    private SizeSeen Whole(string from, string to) => new(from, to, 4, fault == FaultKind.MtuBlackHole && Ground.Between(from, to).Segments.Any(s => s.Id == "modem-a") ? 0 : 4, false);

    private bool Passes(string from, string to)
    {
        var (segments, nodes) = Ground.Between(from, to);
        var (overLine, touches) = (segments.Any(s => s.Id == "modem-a"), from == Site || to == Site);
        return fault switch
        {
            FaultKind.InterfaceShut or FaultKind.CableCut or FaultKind.LineDead => !overLine,
            FaultKind.ModemOff => !nodes.Any(n => n.Id == "modem-a"),
            FaultKind.PcOff or FaultKind.WrongAddress => !touches,
            FaultKind.WrongMask or FaultKind.WrongGateway => !(touches && overLine),
            FaultKind.DnsHostOff => from != "srv-dns" && to != "srv-dns",
            _ => true,
        };
    }
}
