using Laksana.Procedures.Yaml;
using Key = Laksana.Procedures.SheetKeys.Header;

namespace Laksana.Procedures;

/// <summary>Reads everything of a sheet but its rows.</summary>
internal static class HeaderReader
{
    public static Procedure Read(Mapping sheet, FindingList findings)
    {
        var boxes = Key.Boxes.ToDictionary(b => b, b => BoxOf(sheet, b));
        return new Procedure
        {
            Id = sheet.Id(Key.Id, needed: true) ?? "",
            Title = sheet.Line(Key.Title, needed: true) ?? "",
            Number = sheet.Line(Key.Number),
            DecreeNumber = sheet.Line(Key.DecreeNumber),
            Unit = sheet.Line(Key.Unit, needed: true) ?? "",
            Section = sheet.Line(Key.Section),
            Enactment = EnactmentOf(sheet),
            LegalBasis = boxes[Key.LegalBasis],
            Qualifications = boxes[Key.Qualifications],
            Related = boxes[Key.Related],
            Equipment = boxes[Key.Equipment],
            Warnings = boxes[Key.Warnings],
            Records = boxes[Key.Records],
            SourceText = SourceTextOf(sheet, findings),
            Service = ServiceOf(sheet),
            CaseCode = CaseCodeOf(sheet, findings),
            Subject = sheet.Line(Key.Subject, needed: true) ?? "",
            CaseLimit = sheet.Time(Key.CaseLimit),
            Roles = RolesOf(sheet),
            Openers = sheet.Names(Key.Openers),
            Parties = PartiesOf(sheet, findings),
            Schedule = ScheduleOf(sheet),
            Desk = DeskOf(sheet),
            TranscriptionNotes = sheet.Texts(Key.Notes),
            Steps = [],
        };
    }

    /// <summary>An empty box is as good as none: the form has it, with nothing in it.</summary>
    private static IReadOnlyList<string> BoxOf(Mapping sheet, string key) =>
        sheet.Node.Find(key)?.Value is TextNode { IsEmpty: true } or ListNode { Items: [] } ? [] : sheet.Texts(key);

    private static Enactment EnactmentOf(Mapping sheet)
    {
        var dates = sheet.Map(Key.Dates, SheetKeys.Date.All);
        return new Enactment(dates?.Date(SheetKeys.Date.Created), dates?.Date(SheetKeys.Date.Revised),
            dates?.Date(SheetKeys.Date.Effective), dates?.Date(SheetKeys.Date.Enacted), sheet.Line(Key.EnactedBy));
    }

    private static Dictionary<string, string> SourceTextOf(Mapping sheet, FindingList findings)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in sheet.Entries(Key.SourceText))
        {
            if (!Key.All.Contains(key.Text))
                findings.Unknown(key.Place, FindingCode.UnknownKey, key.Text, Key.All);
            if (sheet.ProseOf(value) is { } text)
                texts[key.Text] = text;
        }

        return texts;
    }

    private static ServiceStandard? ServiceOf(Mapping sheet) =>
        sheet.Map(Key.Service, SheetKeys.Service.All) is not { } service ? null : new ServiceStandard
        {
            Requirements = service.Texts(SheetKeys.Service.Requirements),
            Narrative = service.Texts(SheetKeys.Service.Narrative),
            Time = service.Time(SheetKeys.Service.Time),
            Cost = service.Prose(SheetKeys.Service.Cost),
            Products = service.Texts(SheetKeys.Service.Products),
            Complaints = service.Texts(SheetKeys.Service.Complaints),
            Applicants = service.Word(SheetKeys.Service.Applicant, SheetKeys.Service.Applicants) switch
            {
                SheetKeys.Service.Public => Applicants.Public,
                SheetKeys.Service.Complainant => Applicants.Complainants,
                _ => Applicants.None,
            },
        };

    private static string CaseCodeOf(Mapping sheet, FindingList findings)
    {
        var code = sheet.Line(Key.CaseCode, needed: true);
        if (code is not null && !(code.Length is >= 2 and <= 5 && code.All(char.IsAsciiLetterUpper)))
            findings.Error(sheet.At(Key.CaseCode), FindingCode.BadCaseCode, code);
        return code ?? "";
    }

    private static List<Role> RolesOf(Mapping sheet)
    {
        var roles = new List<Role>();
        foreach (var (key, value) in sheet.Entries(Key.Roles, needed: true))
            roles.Add(new Role(sheet.IdOf(key) ?? key.Text, sheet.LineOf(value) ?? ""));
        return roles;
    }

    private static List<OutsideParty> PartiesOf(Mapping sheet, FindingList findings)
    {
        var parties = new List<OutsideParty>();
        foreach (var (key, value) in sheet.Entries(Key.Parties))
        {
            var id = sheet.IdOf(key) ?? key.Text;
            if (value is MapNode map)
            {
                var party = new Mapping(map, findings, SheetKeys.Party.All);
                parties.Add(new(id, party.Line(SheetKeys.Party.Title, needed: true) ?? "", party.Time(SheetKeys.Party.Limit)) { IsApplicant = party.Flag(SheetKeys.Party.Applicant) });
            }
            else
                parties.Add(new(id, sheet.LineOf(value) ?? "", null));
        }

        return parties;
    }

    private static Desk? DeskOf(Mapping sheet) =>
        sheet.Map(Key.Desk, SheetKeys.Desk.All) is { } desk && desk.Word(SheetKeys.Desk.Kind, SheetKeys.Desk.Kinds, needed: true) is { } kind
            ? new Desk(kind, desk.Time(SheetKeys.Desk.Verification), desk.Time(SheetKeys.Desk.Light), desk.Time(SheetKeys.Desk.Heavy))
            : null;

    private static Schedule? ScheduleOf(Mapping sheet)
    {
        if (sheet.Map(Key.Schedule, SheetKeys.Schedule.All) is not { } schedule)
            return null;
        var rule = schedule.Word(SheetKeys.Schedule.OnDayOff, SheetKeys.Schedule.Rules.Keys);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in schedule.Entries(SheetKeys.Schedule.Fields))
            if (schedule.ProseOf(value) is { } text)
                fields[key.Text] = text;
        return new Schedule(schedule.Line(SheetKeys.Schedule.Cron, needed: true) ?? "",
            rule is null ? WorkingDayRule.Fire : SheetKeys.Schedule.Rules[rule], fields);
    }
}
