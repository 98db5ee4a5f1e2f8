using Laksana.Server.Permitting;

namespace Laksana.Server.Pages;

/// <summary>A place in the main menu. A page puts a count beside it with <c>ViewData["Count:/address"]</c>.</summary>
/// <param name="Words">Key of its name.</param>
internal sealed record Place(string Address, string Words)
{
    public bool Holds(PathString path) => path.StartsWithSegments(Address);
}

/// <summary>The main menu: the places that this program has.</summary>
internal static class Navigation
{
    private static readonly Place[] Known =
    [
        new("/tugas", "Nav.Tasks"),
        new("/berkas", "Nav.Cases"),
        new("/sop", "Nav.Procedures"),
        new("/agenda", "Nav.Register"),
    ];

    public static readonly IReadOnlyList<Place> Places = [.. Known.Where(place => Permissions.Find(HttpMethods.Get, place.Address) is not null)];

    /// <summary>Where an officer begins.</summary>
    public static string Home => Places.Count > 0 ? Places[0].Address : "/akun";
}
