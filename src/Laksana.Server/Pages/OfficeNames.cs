using Laksana.Officers;

namespace Laksana.Server.Pages;

/// <summary>How an office and its officers are written in the head of a page and on the sign-in page.</summary>
internal static class OfficeNames
{
    extension(OfficeDefinition office)
    {
        /// <summary>"Dinas … · Kabupaten Contoh": the word "Pemerintah" would say nothing here.</summary>
        public string FullName => office.Government is { Length: > 0 } government
            ? $"{office.Name} · {government.Replace("Pemerintah ", "", StringComparison.Ordinal)}"
            : office.Name;
    }

    extension(OfficeAtWork office)
    {
        /// <summary>"Pengolah Data (JFU) · Plt. Kepala Seksi …"; empty when the officer holds nothing today.</summary>
        public string PositionsOf(string officer) => string.Join(" · ", office.Staffing.Holdings
            .Where(h => h.Officer == officer).OrderBy(h => h.Capacity).Select(h => Prefix(h.Capacity) + office.PositionTitle(h.Position)));
    }

    /// <summary>Before the position of an acting official.</summary>
    public static string Prefix(Capacity capacity) => capacity switch
    {
        Capacity.Plt => "Plt. ",
        Capacity.Plh => "Plh. ",
        _ => "",
    };
}
