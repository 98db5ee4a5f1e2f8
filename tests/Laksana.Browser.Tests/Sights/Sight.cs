using Laksana.Browser.Tests.Serving;
using Laksana.Browser.Tests.Sights.Places;

namespace Laksana.Browser.Tests.Sights;

/// <summary>A page as somebody comes to see it.</summary>
/// <param name="Officer">Who looks; null: nobody has signed in.</param>
/// <param name="Address">Where he goes, from the office's cases.</param>
internal sealed record Sight(string? Officer, Func<OfficeInUse, Task<string>> Address, string Office = "banjarnegara")
{
    /// <summary>What he does there before it is looked at.</summary>
    public Func<OfficeInUse, Clerk, Task>? Then { get; init; }

    /// <summary>The page he ends on, as the permission table writes it, where that is another one than his address leads to.</summary>
    public string? Shows { get; init; }

    /// <summary>
    /// How he signs in changes by it, which ends his sessions elsewhere: he begins with an account that asks for no code, and looks at nothing else.
    /// </summary>
    public bool NewAccount { get; init; }

    public static IReadOnlyDictionary<string, Sight> All { get; } = new Dictionary<string, Sight>(new SightTable[]
    {
        CaseSights.All, OverviewSights.All, SheetSights.All, RegisterSights.All, MeasureSights.All, ComplaintSights.All, HelpSights.All, BackupSights.All, CustodySights.All, RecoverySights.All, KeepingSights.All, NetworkSights.All, ServiceSights.All, PaperSights.All, SettingSights.All, NoticeSights.All, GuideSights.All, ProofSights.All,
    }.SelectMany(t => t), StringComparer.Ordinal);

    public static Sight At(string? officer, string path) => new(officer, _ => Task.FromResult(path));
}

/// <summary>Pages of a place, each by the name of its pictures.</summary>
internal sealed class SightTable() : Dictionary<string, Sight>(StringComparer.Ordinal);
