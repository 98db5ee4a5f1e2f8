using Laksana.WorkTime;

namespace Laksana.Officers;

/// <summary>An office as <c>office.yaml</c> describes it; made only by <c>OfficeFile.Read</c>, which refuses a file with errors.</summary>
public sealed record OfficeDefinition
{
    /// <summary>Id of the office (<c>kantor</c>), equal to its folder's name.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Government { get; init; }
    public string? Address { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public required OfficeZone Zone { get; init; }
    /// <summary>How long a row may lie before someone begins it (<c>batas-antre</c>); null: no limit.</summary>
    public WorkAmount? QueueLimit { get; init; }
    public required IReadOnlyList<Position> Positions { get; init; }
    /// <summary>Role → positions that play it, in every sheet (<c>peran</c>).</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> RolePositions { get; init; }
    /// <summary>"sheet/role" → positions, where one sheet differs (<c>peran-sop</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SheetRolePositions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    public IReadOnlyList<Site> Sites { get; init; } = [];
}

/// <summary>A post (<c>jabatan</c>); <paramref name="Superior"/> is the id of the position above, null at the top.</summary>
public sealed record Position(string Id, string Title, string? Superior);

/// <summary>A place with a network (<c>lokasi</c>); <paramref name="Address"/> is an IP address or host name to probe, with an optional TCP <paramref name="Port"/>.</summary>
public sealed record Site(string Id, string Name, string? Address, int? Port);
