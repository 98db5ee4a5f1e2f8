using System.Globalization;
using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Network.IncidentWords;

namespace Laksana.Network;

/// <summary>What an incident tells its case, in the office's own language and zone.</summary>
internal static class IncidentCase
{
    /// <summary>Who opens it, as the register names it.</summary>
    public const string Watch = "jaringan";

    /// <summary>The choice that means that no person complained.</summary>
    private const string ByWatch = "pemantauan";

    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>
    /// Values for the first row: its site, the complaint as a long text, since when, who reports, by which channel; found by their kinds, so that any sheet will do whose
    /// first row asks for them.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Fields(Procedure sheet, Incident incident, NetworkMap map, OfficeAtWork office)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = sheet.Steps[0].Fields;
        void Put(Func<Field, bool> which, string? value)
        {
            if (value is not null && asked.FirstOrDefault(which) is { } field) values.TryAdd(field.Name, value);
        }
        Put(f => f.Kind == FieldKind.Site, SiteOf(incident, map, office));
        Put(f => f.Kind == FieldKind.LongText && !f.Personal, Told(incident, map, office));
        Put(f => f.Kind == FieldKind.DateTime, office.Calendar.ToLocal(incident.BeganAt).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        Put(f => f.Kind == FieldKind.Text && !f.Personal && f.Required, Say.In(Indonesian, "case.reporter"));
        Put(f => f.Kind == FieldKind.Choice && f.Choices.Contains(ByWatch), ByWatch);
        return values;
    }

    /// <summary>The incident in a few lines: what, since when, what stands still, what was seen, whom to call.</summary>
    public static string Told(Incident incident, NetworkMap map, OfficeAtWork office)
    {
        var lines = new List<string> { Say.In(Indonesian, "case.what." + incident.Kind, incident.Number, map.NameOf(incident.Element), Clock(incident.BeganAt, office)) };
        if (incident.Between.Count > 0) lines.Add(Say.In(Indonesian, "case.between", string.Join(", ", incident.Between.Select(map.NameOf))));
        if (incident.Affected > 0) lines.Add(Say.In(Indonesian, "case.affected", incident.Affected));
        foreach (var seen in incident.Evidence.Where(s => s.Count >= 5)) lines.Add(Say.In(Indonesian, "case.evidence", seen[1], seen[2], Finding(seen[3]), seen[4]));
        if (ProviderOf(incident.Element, map) is { } provider)
            lines.Add(Say.In(Indonesian, "case.provider", provider.Name, provider.Contract ?? "—", provider.Phone ?? "—"));
        return string.Join('\n', lines);
    }

    public static string Recovered(Incident incident, DateTimeOffset at, NetworkMap map, OfficeAtWork office) =>
        Say.In(Indonesian, "case.recovered", incident.Number, map.NameOf(incident.Element), Clock(at, office), (long)Math.Max(1, Math.Round((at - incident.BeganAt).TotalMinutes)));

    public static string BrokenAgain(Incident incident, DateTimeOffset since, NetworkMap map, OfficeAtWork office) =>
        Say.In(Indonesian, "case.again", incident.Number, map.NameOf(incident.Element), Clock(since, office));

    /// <summary>The provider of the link that broke, or of the one that leads to what broke.</summary>
    public static MapProvider? ProviderOf(string element, NetworkMap map)
    {
        if (map.Element(element) is MapLink link) return map.Provider(link.Provider);
        return map.Graph.Of(element).Paths.Select(map.Element).OfType<MapLink>().Concat(map.Graph.Above(element).Select(map.Element).OfType<MapLink>()).Select(l => map.Provider(l.Provider)).FirstOrDefault(p => p is not null);
    }

    private static string? SiteOf(Incident incident, NetworkMap map, OfficeAtWork office)
    {
        var site = map.SiteOf(incident.Element)?.Id ?? map.Graph.Behind(incident.Element).Select(b => map.SiteOf(b)?.Id).FirstOrDefault(s => s is not null)
            ?? map.Graph.Above(incident.Element).Select(a => map.SiteOf(a)?.Id).FirstOrDefault(s => s is not null);
        return site is not null && office.SiteIds.Contains(site) ? site : null;
    }

    private static string Finding(string code) => code.Length == 0 ? "" : Probes.ProbeFindings.InWords(code);

    private static string Clock(DateTimeOffset at, OfficeAtWork office) => office.Calendar.ToLocal(at).ToString("d MMM yyyy HH'.'mm", Indonesian);
}
