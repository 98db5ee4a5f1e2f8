using System.Collections.Frozen;

namespace Laksana.Network;

/// <summary>How kinds and types are written in tables and addresses, and how people read them.</summary>
public static class MapNames
{
    public static readonly IReadOnlyList<MapKind> Kinds = [MapKind.Site, MapKind.Provider, MapKind.Link, MapKind.Device, MapKind.Service, MapKind.Address, MapKind.Target];

    private static readonly FrozenDictionary<MapKind, string> KindWords = new Dictionary<MapKind, string>
    {
        [MapKind.Site] = "lokasi", [MapKind.Provider] = "penyedia", [MapKind.Link] = "sambungan", [MapKind.Device] = "perangkat", [MapKind.Address] = "alamat", [MapKind.Service] = "layanan",
        [MapKind.Target] = "sasaran",
    }.ToFrozenDictionary();

    public static readonly IReadOnlyDictionary<string, SiteType> SiteTypes = new Dictionary<string, SiteType>(StringComparer.OrdinalIgnoreCase)
        { ["kecamatan"] = SiteType.District, ["opd"] = SiteType.Agency, ["ruang-server"] = SiteType.ServerRoom, ["desa"] = SiteType.Village, ["lain"] = SiteType.Other };

    public static readonly IReadOnlyDictionary<string, LinkType> LinkTypes = new Dictionary<string, LinkType>(StringComparer.OrdinalIgnoreCase)
    {
        ["serat-optik"] = LinkType.Fibre, ["radio"] = LinkType.Radio, ["vpn"] = LinkType.Vpn, ["kabel"] = LinkType.Cable, ["seluler"] = LinkType.Cellular, ["satelit"] = LinkType.Satellite,
        ["lain"] = LinkType.Other,
    };

    public static readonly IReadOnlyDictionary<string, DeviceType> DeviceTypes = new Dictionary<string, DeviceType>(StringComparer.OrdinalIgnoreCase)
    {
        ["router"] = DeviceType.Router, ["switch"] = DeviceType.Switch, ["modem"] = DeviceType.Modem, ["server"] = DeviceType.Server, ["pc"] = DeviceType.Pc, ["ap"] = DeviceType.AccessPoint,
        ["printer"] = DeviceType.Printer, ["lain"] = DeviceType.Other,
    };

    public static readonly IReadOnlyDictionary<string, ServiceType> ServiceTypes = new Dictionary<string, ServiceType>(StringComparer.OrdinalIgnoreCase)
    {
        ["web"] = ServiceType.Web, ["basis-data"] = ServiceType.Database, ["siak"] = ServiceType.Siak, ["dns"] = ServiceType.Dns, ["surel"] = ServiceType.Mail, ["lain"] = ServiceType.Other,
    };

    public static readonly IReadOnlyDictionary<string, TargetMeaning> Meanings = new Dictionary<string, TargetMeaning>(StringComparer.OrdinalIgnoreCase)
        { ["menentukan"] = TargetMeaning.Decides, ["mutu"] = TargetMeaning.Quality, ["acuan"] = TargetMeaning.Reference };

    /// <summary>The word of a kind in addresses and names of files.</summary>
    public static string Word(MapKind kind) => KindWords[kind];

    public static MapKind? KindOf(string? word) => word is null ? null : KindWords.Where(k => k.Value.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(k => (MapKind?)k.Key).FirstOrDefault();

    public static string Word<T>(IReadOnlyDictionary<string, T> words, T value) where T : struct, Enum => words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Key;

    /// <summary>The kind for people: one, or many.</summary>
    public static string Say(MapKind kind, bool many = false) => MapWords.Say[(many ? "kinds." : "kind.") + Word(kind)];

    public static string Say(SiteType type) => MapWords.Say["site." + Word(SiteTypes, type)];

    public static string Say(LinkType type) => MapWords.Say["link." + Word(LinkTypes, type)];

    public static string Say(DeviceType type) => MapWords.Say["device." + Word(DeviceTypes, type)];

    public static string Say(ServiceType type) => MapWords.Say["service." + Word(ServiceTypes, type)];

    public static string Say(TargetMeaning meaning) => MapWords.Say["meaning." + Word(Meanings, meaning)];

    /// <summary>What an element is, in one word: "Router", "Kecamatan", "Serat optik" …</summary>
    public static string SayType(MapElement element) => element switch
    {
        MapSite s => Say(s.Type),
        MapLink l => Say(l.Type),
        MapDevice d => Say(d.Type),
        MapService s => Say(s.Type),
        _ => Say(element.Kind),
    };
}
