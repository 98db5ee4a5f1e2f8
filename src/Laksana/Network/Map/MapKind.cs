namespace Laksana.Network;

/// <summary>Kinds of entries of the map, as they are stored.</summary>
public enum MapKind
{
    Site = 1,
    Provider = 2,
    Link = 3,
    Device = 4,
    Address = 5,
    Service = 6,
    Target = 7,
}

/// <summary>What a site is.</summary>
public enum SiteType { District, Agency, ServerRoom, Village, Other }

/// <summary>What carries a link.</summary>
public enum LinkType { Fibre, Radio, Vpn, Cable, Cellular, Satellite, Other }

public enum DeviceType { Router, Switch, Modem, Server, Pc, AccessPoint, Printer, Other }

public enum ServiceType { Web, Database, Siak, Dns, Mail, Other }

/// <summary>What a target says of its element.</summary>
public enum TargetMeaning
{
    /// <summary>The element is away when none of its deciding targets answers.</summary>
    Decides,
    /// <summary>Its failing means that the element works, but not as it should.</summary>
    Quality,
    /// <summary>Belongs to no element: when all of these fail, it is this machine's own connection that has failed.</summary>
    Reference,
}
