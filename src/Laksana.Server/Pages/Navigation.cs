using Laksana.Cases;
using Laksana.Server.Accounts;
using Laksana.Server.Permitting;

namespace Laksana.Server.Pages;

/// <summary>A place in the main menu. A page puts a count beside it with <c>ViewData["Count:/address"]</c>.</summary>
/// <param name="Words">Key of its name.</param>
internal sealed record Place(string Address, string Words)
{
    /// <summary>A further condition, besides the permission table, for showing it to an officer: an office without complaints has no such place.</summary>
    public Func<CurrentOffice, bool> Concerns { get; init; } = _ => true;

    /// <summary>As the permission table writes it, where that differs from the address.</summary>
    public string? Route { get; init; }

    public bool Holds(PathString path) => path.StartsWithSegments(Address);

    public bool IsFor(CurrentOffice office) =>
        Permissions.Find(HttpMethods.Get, Route ?? Address) is { } permission && ByPermissionTableHandler.Allows(permission.Who, office) && Concerns(office);
}

/// <summary>The main menu: the places that this program has for an officer.</summary>
internal static class Navigation
{
    private static readonly Place[] Work =
    [
        new("/beranda", "Nav.Overview") { Concerns = office => office.AtWork is { } atWork && Overviews.Leads(atWork.Staffing, office.Officer) },
        new("/tugas", "Nav.Tasks"),
        new("/berkas", "Nav.Cases"),
        new("/pengaduan", "Nav.Complaints") { Concerns = office => office.HasDesk(d => d.IsComplaints) },
        new("/bantuan", "Nav.Help") { Concerns = office => office.HasDesk(d => d.IsHelp) },
        new("/backup", "Nav.Backup") { Concerns = office => office.HasBackups },
        new("/jaringan", "Nav.Network") { Concerns = office => office.HasNetwork },
        new("/sop", "Nav.Procedures"),
        new("/agenda", "Nav.Register"),
        new("/capaian", "Nav.Measures"),
        new("/pengaturan", "Nav.Settings"),
    ];

    private static readonly Place[] Own =
    [
        new("/kabar", "Nav.Notices"),
        new("/panduan", "Nav.Guide") { Route = "/panduan/{chapter}" },
        new("/akun", "Frame.Account"),
    ];

    /// <summary>What the office does.</summary>
    public static IEnumerable<Place> Places(CurrentOffice office) => Work.Where(place => place.IsFor(office));

    /// <summary>What concerns the officer himself.</summary>
    public static IEnumerable<Place> OwnPlaces(CurrentOffice office) => Own.Where(place => place.IsFor(office));

    /// <summary>Where an officer begins.</summary>
    public const string Home = "/tugas";
}
