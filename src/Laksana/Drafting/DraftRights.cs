using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Drafting;

/// <summary>
/// Who may write a draft, and who may approve it. Writing: whoever plays a role in the sheet, as published or as drafted, the head of the office, an administrator.
/// Approving: the head, and not one who wrote in it, unless no other head is there. An administrator approves only while nobody heads the office.
/// </summary>
public sealed record DraftRights(Staffing Staffing, IReadOnlyCollection<string> Administrators)
{
    /// <summary>Officers who hold a position with none above it, acting ones too.</summary>
    public IReadOnlyList<string> Heads => [.. Staffing.Holdings.Where(h => !Staffing.Superiors.ContainsKey(h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal)];

    /// <summary>May the officer begin a wholly new sheet: whoever holds a position here.</summary>
    public bool ToBeginNew(string officer) => IsHeadOrAdministrator(officer) || Staffing.Holdings.Any(h => h.Officer == officer);

    /// <param name="roles">Roles of the sheet, as published and as drafted.</param>
    /// <param name="beganIt">He began the draft himself.</param>
    public bool ToWrite(string officer, string sheet, IEnumerable<string> roles, bool beganIt = false) =>
        beganIt || IsHeadOrAdministrator(officer) || roles.Any(role => Staffing.HoldingFor(officer, sheet, role) is not null);

    public bool ToWrite(string officer, Procedure sheet) => ToWrite(officer, sheet.Id, sheet.Roles.Select(r => r.Id));

    /// <summary>Who may approve a draft by these writers.</summary>
    public IReadOnlyList<string> Approvers(IReadOnlyCollection<string> writers)
    {
        var heads = Heads.Count > 0 ? Heads : [.. Administrators];
        var others = heads.Except(writers).ToList();
        return others.Count > 0 ? others : heads;
    }

    private bool IsHeadOrAdministrator(string officer) => Administrators.Contains(officer) || Heads.Contains(officer);
}
