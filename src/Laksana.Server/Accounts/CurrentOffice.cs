using System.Security.Claims;
using Laksana.Cases;
using Laksana.Network;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Server.Accounts;

/// <summary>
/// The office of this request and who in it acts: from the session's cookie or the bearer token, and on the sign-in page from its form.
/// Every query of a request names <see cref="Id"/>; there is no other way to choose an office.
/// </summary>
internal sealed class CurrentOffice
{
    private string? _id;
    private string? _officer;

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page should not be open to everybody.</exception>
    public string Id => _id ?? throw new InvalidOperationException("The request belongs to no office.");

    /// <summary>Id of the officer who acts.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public string Officer => _officer ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool IsSignedIn => _officer is not null;

    public bool IsAdministrator { get; private set; }

    /// <summary>The office as it works now; null while nobody is signed in.</summary>
    public OfficeAtWork? AtWork { get; private set; }

    /// <summary>The newest versions of the sheets that give the menu a place.</summary>
    public IReadOnlyList<Procedure> PlaceSheets { get; set; } = [];

    /// <summary>Whether a place of the menu concerns this officer: he plays a role of such a sheet, or stands above one.</summary>
    public bool HasDesk(Func<Desk, bool> of) => AtWork is { } office && IsSignedIn && PlaceSheets.Any(p => p.Desk is { } desk && of(desk) && new Rights(p, office.Staffing).ToSeeSheet(Officer));

    /// <summary>Whether the backups concern this officer; the pages ask <see cref="Pages.Backups.BackupAccess"/>.</summary>
    public bool HasBackups => AtWork is { } office && IsSignedIn && PlaceSheets.Where(Laksana.Backups.KeepingRights.Concerns).ToList() is { Count: > 0 } of
        && (IsAdministrator || of.Any(p => new Rights(p, office.Staffing).ToSeeSheet(Officer)));

    /// <summary>Whether the network concerns this officer: one of the office's sheets is about it, and he plays a role there, stands above one, or administers the office.</summary>
    public bool HasNetwork => AtWork is { } office && IsSignedIn && PlaceSheets.Any(p => NetworkSheets.IsAboutNetwork(p) && (IsAdministrator || new Rights(p, office.Staffing).ToSeeSheet(Officer)));

    public async ValueTask EnterAsync(ClaimsPrincipal user, Offices offices, CancellationToken token)
    {
        if (user.Identity?.IsAuthenticated != true)
            return;
        _id = user.FindFirstValue(LaksanaClaims.Office);
        _officer = user.FindFirstValue(LaksanaClaims.Officer);
        IsAdministrator = user.HasClaim(LaksanaClaims.Administrator, "1");
        AtWork = await offices.FindAsync(Id, token);
    }

    /// <summary>The office chosen in the sign-in form; nobody acts in it yet.</summary>
    public void EnterToSignIn(string office) => _id = office;
}
