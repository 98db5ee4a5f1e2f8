using System.Globalization;
using Laksana.Agenda;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Server.Pages.Agenda;

/// <summary>What the address of the agenda asks for; what it names and does not exist is passed over.</summary>
internal sealed record AgendaFilter
{
    /// <summary>Kinds of acts as an office speaks of them, and the events they stand for.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Kinds = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["buka"] = ["case-opened"],
        ["mulai"] = ["step-begun"],
        ["selesai"] = ["step-completed", "step-reported"],
        ["terima"] = ["report-acknowledged"],
        ["kembali"] = ["step-returned"],
        ["serah"] = ["step-reassigned", "step-released"],
        ["tunggu"] = ["clock-paused", "clock-resumed"],
        ["sistem"] = ["action-started", "action-succeeded", "action-failed", "action-cancelled"],
        ["dokumen"] = ["document-attached"],
        ["catatan"] = ["note-added"],
        ["lewat"] = ["limit-passed"],
        ["tutup"] = ["case-closed"],
        ["batal"] = ["case-cancelled"],
        ["lain"] = ["on-behalf-confirmed", "case-moved", "case-linked", "case-reopened", "values-erased"],
    };

    public string? Search { get; private init; }
    public DateOnly? From { get; private init; }
    public DateOnly? Until { get; private init; }
    public string? Sheet { get; private init; }
    public string? Kind { get; private init; }
    public string? Position { get; private init; }
    /// <summary><c>ya</c>: sealed ones alone; <c>belum</c>: the others; null: both.</summary>
    public string? Seal { get; private init; }
    public AgendaPlace? After { get; private init; }

    public bool DaysAreWrong => From > Until;

    public bool IsFiltered => Search is not null || From is not null || Until is not null || Sheet is not null || Kind is not null || Position is not null || Seal is not null;

    public static AgendaFilter Of(IQueryCollection query, OfficeAtWork office, IReadOnlyList<Procedure> sheets) => new()
    {
        Search = SearchText.Of(query["cari"]),
        From = Day(query["dari"]),
        Until = Day(query["sampai"]),
        Sheet = sheets.Any(s => s.Id == query["sop"]) ? query["sop"].ToString() : null,
        Kind = query["jenis"].ToString() is { } kind && Kinds.ContainsKey(kind) ? kind : null,
        Position = office.Definition.Positions.Any(p => p.Id == query["jabatan"]) ? query["jabatan"].ToString() : null,
        Seal = query["segel"].ToString() is "ya" or "belum" ? query["segel"].ToString() : null,
        After = Place(query["setelah"]),
    };

    public AgendaView View(OfficeAtWork office, int most) => new(Search, From is { } from ? office.Calendar.ToInstant(from, default) : null,
        Until is { } until && until < DateOnly.MaxValue ? office.Calendar.ToInstant(until.AddDays(1), default) : null, Sheet, Kind is { } kind ? Kinds[kind] : null, Position, After, most);

    public string Address(string path, AgendaPlace? after = null, string? form = null) => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["cari"] = Search, ["dari"] = Text(From), ["sampai"] = Text(Until), ["sop"] = Sheet, ["jenis"] = Kind, ["jabatan"] = Position, ["segel"] = Seal,
        ["setelah"] = after is null ? null : FormattableString.Invariant($"{after.At.UtcTicks}~{after.CaseNumber}~{after.Version}"), ["bentuk"] = form,
    }.Where(p => p.Value is not null));

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Years that a calendar of the office can say something about.</summary>
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and <= 2200 ? day : null;

    private static AgendaPlace? Place(string? after) =>
        after?.Split('~') is [var ticks, { Length: > 0 and <= 40 } number, var version] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && !number.Contains('\0', StringComparison.Ordinal)
            ? new AgendaPlace(new DateTimeOffset(at, TimeSpan.Zero), number, place) : null;
}
