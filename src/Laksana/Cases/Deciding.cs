using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Register;

namespace Laksana.Cases;

/// <summary>One decision's surroundings: gives the engine its context and remembers what it drew (personal values with their salts).</summary>
internal sealed class Deciding(OfficeAtWork office, SheetVersion sheet, CaseRequest request, KnownActions actions, TimeProvider clock)
{
    public OfficeAtWork Office { get; } = office;
    public SheetVersion Sheet { get; } = sheet;
    public CaseRequest Request { get; } = request;
    public DateTimeOffset Now { get; } = Whole(clock.GetUtcNow());
    public Dictionary<string, (byte[] Salt, string Value)> Personal { get; } = new(StringComparer.Ordinal);

    /// <summary>The sheet that the case moves to; null when it does not.</summary>
    public Procedure? Target { get; private set; }

    public async ValueTask<CaseContext> ContextAsync(PublishedSheets sheets, CaseLoader loader, CancellationToken token)
    {
        if (Request is { Command: LinkCase link, Officer: { } officer } && await MaySeeAsync(sheets, loader, link.Other, officer, token)) Linkable = link.Other;
        if (Request.Command is MoveCase move && await sheets.FindAsync(Office.Id, Sheet.Procedure.Id, move.ToVersion, token) is { } target && target.Effective <= Office.DayOf(Now))
            Target = target.Procedure;
        return Context();
    }

    /// <summary>The other case that the officer may tie this one to; null when there is none.</summary>
    private string? Linkable { get; set; }

    private async ValueTask<bool> MaySeeAsync(PublishedSheets sheets, CaseLoader loader, string number, string officer, CancellationToken token) =>
        number.Length <= 40 && await loader.LoadAsync(Office.Id, number, token) is { State: var other }
        && await sheets.FindAsync(Office.Id, other.Procedure, other.ProcedureVersion, token) is { } sheet
        && new Rights(sheet.Procedure, Office.Staffing).ToSee(other, officer, Request.Administrator);

    private CaseContext Context() => new()
    {
        Now = Now,
        Calendar = Office.Calendar,
        Staffing = Office.Staffing,
        Officer = Request.Officer,
        Administrator = Request.Administrator,
        Actions = actions.Names,
        Sites = Office.SiteIds,
        QueueLimit = Office.Definition.QueueLimit,
        Digest = Digest,
        NewActionRun = Guid.CreateVersion7,
        Target = Target,
        Linkable = Linkable,
    };

    private string Digest(string field, string value)
    {
        var salt = PersonalDigest.NewSalt();
        var digest = Convert.ToHexStringLower(PersonalDigest.Compute(salt, value));
        Personal[digest] = (salt, value);
        return digest;
    }

    /// <summary>Microseconds: what PostgreSQL keeps, so that a projection equals its event.</summary>
    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % 10, TimeSpan.Zero);
}
