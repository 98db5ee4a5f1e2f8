using System.Globalization;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <content>The seven tables.</content>
public sealed partial class MapTable
{
    private static readonly MapField Id = new("id", "ID"), Name = new("name", "Nama", Needed: true), SiteField = new("site", "Lokasi", MapFieldForm.Site), DeviceField = new("device", "Perangkat", MapFieldForm.Device),
        Address = new("address", "Alamat"), Behind = new("behind", "Di belakang", MapFieldForm.Names), Needs = new("needs", "Perlu", MapFieldForm.Names), Urgent = new("urgent", "Penting", MapFieldForm.Check),
        Note = new("note", "Catatan", MapFieldForm.Area);

    public static IReadOnlyList<MapTable> All { get; } =
    [
        new(MapKind.Site, [Id, Name, Type(MapNames.SiteTypes, "site"), new("area", "Wilayah"), Address, new("port", "Port", MapFieldForm.Number), Behind, Needs, Urgent, Note], ReadSite, e => WriteSite((MapSite)e)),
        new(MapKind.Provider, [Id, Name, new("contract", "Nomor kontrak"), new("until", "Berlaku sampai", MapFieldForm.Day), new("phone", "Telepon"), new("email", "Surel"), Note], ReadProvider, e => WriteProvider((MapProvider)e)),
        new(MapKind.Link, [Id, Name, Type(MapNames.LinkTypes, "link"), new("provider", "Penyedia", MapFieldForm.Provider), new("service-number", "Nomor layanan"), new("mbps", "Mbps", MapFieldForm.Number),
            new("from", "Dari", MapFieldForm.Element), new("to", "Ke", MapFieldForm.Element), Behind, Needs, Urgent, Note], ReadLink, e => WriteLink((MapLink)e)),
        new(MapKind.Device, [Id, Name, Type(MapNames.DeviceTypes, "device"), SiteField, Address, new("access", "Akses SNMP", MapFieldForm.Access), new("serial", "Nomor seri"), Behind, Needs, Urgent, Note], ReadDevice, e => WriteDevice((MapDevice)e)),
        new(MapKind.Service, [Id, Name, Type(MapNames.ServiceTypes, "service"), SiteField, DeviceField, new("place", "Tempat"), Behind, Needs, Urgent, Note], ReadService, e => WriteService((MapService)e)),
        new(MapKind.Address, [new("id", "Alamat", Needed: true), new("prefix", "Panjang awalan", MapFieldForm.Number), new("gateway", "Gateway"), new("dns", "DNS", MapFieldForm.Names), SiteField, DeviceField, new("purpose", "Untuk")],
            ReadAddress, e => WriteAddress((MapAddress)e)),
        new(MapKind.Target, [Id, new("element", "Unsur", MapFieldForm.Element), new("meaning", "Arti", MapFieldForm.Choice) { Words = [.. MapNames.Meanings.Keys], SaidUnder = "meaning" },
            new("probe", "Jenis", MapFieldForm.Choice, Needed: true) { Words = [.. TargetOptions.Kinds.Keys], SaidUnder = "probe" }, new("target", "Yang ditanya"), new("options", "Pilihan", MapFieldForm.Area), new("interval", "Selang (detik)", MapFieldForm.Number),
            new("paused", "Dihentikan", MapFieldForm.Check)], ReadTarget, e => WriteTarget((MapTarget)e)),
    ];

    private static MapField Type<T>(IReadOnlyDictionary<string, T> words, string said) => new("type", "Jenis", MapFieldForm.Choice) { Words = [.. words.Keys], SaidUnder = said };

    private static MapSite ReadSite(string id, EntryInput i) => new(id)
    {
        Name = i.Line("name"), Type = i.Choice("type", MapNames.SiteTypes, SiteType.Other), Area = i.Text("area"), Address = i.Text("address"), Port = i.Number("port"),
        Behind = i.Names("behind"), Needs = i.Names("needs"), Urgent = i.Yes("urgent"), Note = i.Text("note"),
    };

    private static Dictionary<string, string> WriteSite(MapSite s) => With(Cells(("type", MapNames.Word(MapNames.SiteTypes, s.Type)), ("area", s.Area), ("address", s.Address), ("port", s.Port)), s);

    private static MapProvider ReadProvider(string id, EntryInput i) => new(id)
    {
        Name = i.Line("name"), Contract = i.Text("contract"), Until = i.Day("until"), Phone = i.Text("phone"), Email = i.Text("email"), Note = i.Text("note"),
    };

    private static Dictionary<string, string> WriteProvider(MapProvider p) =>
        Cells(("id", p.Id), ("name", p.Name), ("contract", p.Contract), ("until", p.Until), ("phone", p.Phone), ("email", p.Email), ("note", p.Note));

    private static MapLink ReadLink(string id, EntryInput i) => new(id)
    {
        Name = i.Line("name"), Type = i.Choice("type", MapNames.LinkTypes, LinkType.Other), Provider = i.Text("provider"), ServiceNumber = i.Text("service-number"), Mbps = i.Number("mbps"),
        From = i.Text("from"), To = i.Text("to"), Behind = i.Names("behind"), Needs = i.Names("needs"), Urgent = i.Yes("urgent"), Note = i.Text("note"),
    };

    private static Dictionary<string, string> WriteLink(MapLink l) => With(Cells(("type", MapNames.Word(MapNames.LinkTypes, l.Type)), ("provider", l.Provider), ("service-number", l.ServiceNumber), ("mbps", l.Mbps),
        ("from", l.From), ("to", l.To)), l);

    private static MapDevice ReadDevice(string id, EntryInput i) => new(id)
    {
        Name = i.Line("name"), Type = i.Choice("type", MapNames.DeviceTypes, DeviceType.Other), Site = i.Text("site"), Address = i.Text("address"), Access = i.Text("access"), Serial = i.Text("serial"),
        Behind = i.Names("behind"), Needs = i.Names("needs"), Urgent = i.Yes("urgent"), Note = i.Text("note"),
    };

    private static Dictionary<string, string> WriteDevice(MapDevice d) =>
        With(Cells(("type", MapNames.Word(MapNames.DeviceTypes, d.Type)), ("site", d.Site), ("address", d.Address), ("access", d.Access), ("serial", d.Serial)), d);

    private static MapService ReadService(string id, EntryInput i) => new(id)
    {
        Name = i.Line("name"), Type = i.Choice("type", MapNames.ServiceTypes, ServiceType.Other), Site = i.Text("site"), Device = i.Text("device"), Place = i.Text("place"),
        Behind = i.Names("behind"), Needs = i.Names("needs"), Urgent = i.Yes("urgent"), Note = i.Text("note"),
    };

    private static Dictionary<string, string> WriteService(MapService s) => With(Cells(("type", MapNames.Word(MapNames.ServiceTypes, s.Type)), ("site", s.Site), ("device", s.Device), ("place", s.Place)), s);

    private static MapAddress ReadAddress(string id, EntryInput i) => new(id)
    {
        Prefix = i.Number("prefix") ?? (id.Contains(':', StringComparison.Ordinal) ? 64 : 24), Gateway = i.Text("gateway"), Dns = i.Names("dns"), Site = i.Text("site"), Device = i.Text("device"), Purpose = i.Text("purpose"),
    };

    private static Dictionary<string, string> WriteAddress(MapAddress a) =>
        Cells(("id", a.Id), ("prefix", a.Prefix), ("gateway", a.Gateway), ("dns", a.Dns), ("site", a.Site), ("device", a.Device), ("purpose", a.Purpose));

    private static MapTarget ReadTarget(string id, EntryInput i)
    {
        var interval = TimeSpan.FromSeconds(i.Number("interval") ?? 60);
        var spec = TargetOptions.Read(i.Line("probe"), i.Line("target"), i.Line("options"), i.Wrong) ?? new IcmpSpec("127.0.0.1");
        // A time-out that nobody chose fits the interval.
        if (spec.Timeout > interval && !i.Line("options").Contains("batas", StringComparison.OrdinalIgnoreCase)) spec = spec with { Timeout = interval };
        return new(id) { Element = i.Text("element"), Meaning = i.Choice("meaning", MapNames.Meanings, i.Text("element") is null ? TargetMeaning.Reference : TargetMeaning.Decides), Spec = spec, Interval = interval, Paused = i.Yes("paused") };
    }

    private static Dictionary<string, string> WriteTarget(MapTarget t)
    {
        var (probe, target, options) = TargetOptions.Write(t.Spec);
        return Cells(("id", t.Id), ("element", t.Element), ("meaning", MapNames.Word(MapNames.Meanings, t.Meaning)), ("probe", probe), ("target", target), ("options", options),
            ("interval", t.Interval.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)), ("paused", t.Paused));
    }
}
