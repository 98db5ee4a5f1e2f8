using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;

namespace Laksana.Server.Pages.Kertas;

/// <summary>An official who may sign for a row: he holds a position above whoever does it.</summary>
/// <param name="Position">With "Plt." or "Plh." before it.</param>
/// <param name="Top">Title of the position at the top of the chain, in whose name others sign.</param>
internal sealed record Signer(string Key, string Position, string Name, string Top, bool IsTop)
{
    /// <summary>From the nearest position above up to the top; vacant ones are passed over.</summary>
    public static IReadOnlyList<Signer> Above(CaseView view, Step step)
    {
        var staffing = view.Office.Staffing;
        var chain = new List<string>();
        foreach (var position in staffing.PositionsOf(view.Procedure.Id, step.Role))
            for (var up = staffing.Superiors.GetValueOrDefault(position); up is not null && !chain.Contains(up); up = staffing.Superiors.GetValueOrDefault(up))
                chain.Add(up);
        // Whoever does the row may stand at the top himself.
        if (chain.Count == 0) chain.AddRange(staffing.PositionsOf(view.Procedure.Id, step.Role).Where(p => !staffing.Superiors.ContainsKey(p)));
        var top = chain.FirstOrDefault(p => !staffing.Superiors.ContainsKey(p));
        return [.. chain.SelectMany(p => staffing.Holdings.Where(h => h.Position == p).OrderBy(h => h.Capacity)
            .Select(h => new Signer($"{p}/{h.Officer}", OfficeNames.Prefix(h.Capacity) + view.Office.PositionTitle(p), view.Office.NameOf(h.Officer), top is null ? "" : view.Office.PositionTitle(top), p == top)))];
    }
}
