using Laksana.WorkTime;

namespace Laksana.Procedures;

/// <summary>
/// One SOP sheet (Permenpan-RB 35/2012): the header of the official form, its roles (columns) and its steps (rows).
/// Made only by <see cref="SheetReader"/>, which refuses a sheet with errors, so that code holding one need not check again.
/// </summary>
public sealed record Procedure
{
    /// <summary>Lower-case words joined by hyphens, unique within an office (<c>sop</c>).</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Number { get; init; }
    /// <summary>Number of the decree that enacts the sheet (<c>no-sk</c>).</summary>
    public string? DecreeNumber { get; init; }
    public required string Unit { get; init; }
    public string? Section { get; init; }
    public Enactment Enactment { get; init; } = Enactment.None;

    public IReadOnlyList<string> LegalBasis { get; init; } = [];
    public IReadOnlyList<string> Qualifications { get; init; } = [];
    public IReadOnlyList<string> Related { get; init; } = [];
    public IReadOnlyList<string> Equipment { get; init; } = [];
    public IReadOnlyList<string> Warnings { get; init; } = [];
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>The public page of a service, where the sheet describes one.</summary>
    public ServiceStandard? Service { get; init; }

    /// <summary>Letters of the case number, e.g. <c>PML</c> in PML-2026-0042.</summary>
    public required string CaseCode { get; init; }
    /// <summary>Title of a case with <c>{field}</c> placeholders.</summary>
    public required string Subject { get; init; }
    /// <summary>The limit of the whole case (<c>batas</c>), only where the source gives one.</summary>
    public StandardTime? CaseLimit { get; init; }

    /// <summary>The columns, left to right.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
    /// <summary>Outside parties a case may wait for (<c>pihak</c>).</summary>
    public IReadOnlyList<OutsideParty> Parties { get; init; } = [];
    /// <summary>Roles that may open a case; the role of the first step unless <c>pembuka</c> says otherwise.</summary>
    public required IReadOnlyList<string> Openers { get; init; }
    public required IReadOnlyList<Step> Steps { get; init; }
    public Schedule? Schedule { get; init; }
    /// <summary>The place in the menu that the sheet's cases have for themselves (<c>meja</c>); null for most sheets.</summary>
    public Desk? Desk { get; init; }
    /// <summary>What differs from the scanned source, and why (<c>catatan</c>).</summary>
    public IReadOnlyList<string> TranscriptionNotes { get; init; } = [];
    /// <summary>Literal scanned words of header boxes, by key (<c>sumber</c> at the top of a sheet).</summary>
    public IReadOnlyDictionary<string, string> SourceText { get; init; } = new Dictionary<string, string>();

    public Step Step(string id) => Steps.First(s => s.Id == id);

    public Step? FindStep(string id) => Steps.FirstOrDefault(s => s.Id == id);

    /// <summary>The words in the head of a role's column; its id where the sheet has no such role.</summary>
    public string RoleTitle(string role) => Roles.FirstOrDefault(r => r.Id == role)?.Title ?? role;

    /// <summary>True for a column that stands for an outside party: no officer plays it, no row names it; a wait for it is drawn there.</summary>
    public bool IsParty(string role) => Parties.Any(p => p.Id == role);

    /// <summary>Every field the sheet asks for, by name; names are unique in a sheet.</summary>
    public Field? FindField(string name) =>
        Steps.SelectMany(s => s.Fields).FirstOrDefault(f => f.Name == name);
}

/// <summary>A column of the form: <paramref name="Id"/> is the key in the sheet, <paramref name="Title"/> the words in the column's head.</summary>
public sealed record Role(string Id, string Title);

/// <summary>Someone outside the office whom a case waits for; <paramref name="Limit"/> is that party's own time, where agreed.</summary>
public sealed record OutsideParty(string Id, string Title, StandardTime? Limit)
{
    /// <summary>It is whoever asked for the service: he is told that the office waits for him, and why.</summary>
    public bool IsApplicant { get; init; }
}

/// <summary>Dates of the form, and the position (never a person) that enacted it.</summary>
public sealed record Enactment(DateOnly? Created, DateOnly? Revised, DateOnly? Effective, DateOnly? Enacted, string? EnactedBy)
{
    public static readonly Enactment None = new(null, null, null, null, null);
}

/// <summary>Service standard of UU 25/2009 art. 21 as the service page shows it.</summary>
public sealed record ServiceStandard
{
    public IReadOnlyList<string> Requirements { get; init; } = [];
    /// <summary>The mechanism told in words, where the page has a narrative beside the table.</summary>
    public IReadOnlyList<string> Narrative { get; init; } = [];
    public StandardTime? Time { get; init; }
    public string? Cost { get; init; }
    public IReadOnlyList<string> Products { get; init; } = [];
    public IReadOnlyList<string> Complaints { get; init; } = [];
    /// <summary>Who may ask for it without an account; a service that nobody may ask for (<c>pemohon: internal</c>) is only described.</summary>
    public Applicants Applicants { get; init; }
    public bool OpenToPublic => Applicants != Applicants.None;
}

/// <summary>Who of the public may open cases of a sheet (<c>pelayanan: {pemohon: …}</c>).</summary>
public enum Applicants
{
    /// <summary><c>internal</c>: nobody.</summary>
    None,
    /// <summary><c>umum</c>: citizens and agencies.</summary>
    Public,
    /// <summary><c>pengadu</c>: whoever complains, by name, in confidence or without a name.</summary>
    Complainants,
}

/// <summary>Opens a case by itself. <paramref name="Cron"/> is Quartz cron in the office's zone.</summary>
public sealed record Schedule(string Cron, WorkingDayRule OnDayOff, IReadOnlyDictionary<string, string> Fields);

/// <summary>
/// A sheet whose work has a place of its own: complaints (<c>pengaduan</c>) or the help desk (<c>bantuan</c>). The limits count in working time from when a complaint
/// came: until it is verified, until a light one and until a heavy one is answered; null where the sheet sets none.
/// </summary>
public sealed record Desk(string Kind, StandardTime? Verification, StandardTime? Light, StandardTime? Heavy)
{
    public bool IsComplaints => Kind == SheetKeys.Desk.Complaints;

    public bool IsHelp => Kind == SheetKeys.Desk.Help;
}

/// <summary>What a schedule does when its day is no working day.</summary>
public enum WorkingDayRule
{
    /// <summary><c>tetap</c>: fire all the same.</summary>
    Fire,
    /// <summary><c>lewati</c>: do not fire.</summary>
    Skip,
    /// <summary><c>geser</c>: fire at the same time of the next working day.</summary>
    Shift,
}
