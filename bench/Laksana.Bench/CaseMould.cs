using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Bench;

/// <summary>One case as the engine makes it, from which many are cast: the same acts under other numbers, on other days.</summary>
internal sealed class CaseMould
{
    /// <summary>Stands where the number of each case comes.</summary>
    public const string Number = "NOMOR-BERKAS";

    private const int MostActs = 150;

    private readonly Random _chance;
    private readonly OfficeAtWork _office;
    private readonly Rights _rights;
    private readonly List<CaseEvent> _events = [];
    private DateTimeOffset _now;

    private CaseMould(OfficeAtWork office, SheetVersion sheet, DateTimeOffset start, Random chance)
    {
        (_office, Sheet, _now, _chance) = (office, sheet, start, chance);
        _rights = new Rights(sheet.Procedure, office.Staffing);
    }

    public SheetVersion Sheet { get; }
    public IReadOnlyList<CaseEvent> Events => _events;
    public CaseState State { get; private set; } = null!;
    public string Subject => field ??= CaseFields.Subject(Sheet.Procedure, State, _office);
    public string Search => field ??= CaseFields.SearchText(Sheet.Procedure, State, _office);
    public DateTimeOffset? Due { get; private set; }
    public IReadOnlyList<(StepRun Run, TaskRow Row)> Tasks => field ??= [.. State.OpenRuns.Select(r => (r, TaskRow.Of(_rights, State, r, Deadlines.Running(r))))];

    private Deadlines Deadlines => new(Sheet.Procedure, _office.Calendar, _office.Definition.QueueLimit);

    /// <summary>A case brought to its end.</summary>
    public static CaseMould Closed(OfficeAtWork office, SheetVersion sheet, DateTimeOffset start, Random chance)
    {
        while (true)
        {
            var mould = new CaseMould(office, sheet, start, chance);
            mould.Open();
            for (var acts = 0; acts < MostActs && mould.State.Status == CaseStatus.Running; acts++) mould.Act();
            if (mould.State.Status == CaseStatus.Closed) return mould;
        }
    }

    /// <summary>A case left somewhere on its way.</summary>
    public static CaseMould Running(OfficeAtWork office, SheetVersion sheet, DateTimeOffset start, Random chance)
    {
        while (true)
        {
            var mould = new CaseMould(office, sheet, start, chance);
            mould.Open();
            for (var acts = chance.Next(2 * sheet.Procedure.Steps.Count); acts > 0 && mould.State.Status == CaseStatus.Running; acts--) mould.Act();
            if (mould.State.Status != CaseStatus.Running) continue;
            mould.Due = mould.Deadlines.CaseDue(mould.State)?.At;
            return mould;
        }
    }

    private void Open() => Do(_office.Officers.Keys.Order(StringComparer.Ordinal).First(o => _rights.ToOpen(o) is not null),
        new OpenCase(Number, Sheet.Version, new Dictionary<string, string>()));

    private void Act()
    {
        var run = State.OpenRuns.ElementAt(_chance.Next(State.OpenRuns.Count()));
        var step = Sheet.Procedure.Step(run.Step);
        var officers = _rights.WhoMayAct(State, run);
        var officer = run.Officer is { } holder && officers.Contains(holder) ? holder : officers[_chance.Next(officers.Count)];
        var outcome = step.Outcomes.Count == 0 ? null : step.Outcomes[_chance.Next(4) == 0 ? _chance.Next(step.Outcomes.Count) : 0].Name;
        if (run.Status == RunStatus.Reported) Do(officer, new AcknowledgeReport(run.Run, outcome));
        else if (run.Status == RunStatus.Ready) Do(officer, new BeginStep(run.Run));
        else Do(officer, new CompleteStep(run.Run, Values(officer, run, step), step.ReportsTo is null ? outcome : null));
    }

    private Dictionary<string, string> Values(string officer, StepRun run, Step step)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in step.Fields.Where(f => f.Required || _chance.Next(2) == 0))
            if (Value(officer, run, field) is { } value) values[field.Name] = value;
        return values;
    }

    private string? Value(string officer, StepRun run, Field field)
    {
        switch (field.Kind)
        {
            case FieldKind.Site: return Pick([.. _office.SiteIds.Order(StringComparer.Ordinal)]);
            case FieldKind.SiteList: return string.Join('\n', _office.SiteIds.Order(StringComparer.Ordinal).Take(3));
            case FieldKind.Choice or FieldKind.MultiChoice: return Pick(field.Choices);
            case FieldKind.YesNo: return "ya";
            case FieldKind.Number: return "12";
            case FieldKind.Date: return "2026-03-02";
            case FieldKind.DateTime: return "2026-03-02T08:15";
            case FieldKind.Phone: return "0286 591 222";
            case FieldKind.Email: return "petugas@contoh.go.id";
            case FieldKind.Nik: return "3304010101900001";
            case FieldKind.IpAddress: return "127.0.0.1";
            case FieldKind.Document when !field.Required: return null;
            case FieldKind.Document:
                var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(_events.Count)));
                Do(officer, new AttachDocument(hash, "surat.pdf", "application/pdf", 48_213, run.Run));
                return hash;
            case FieldKind.LongText: return Pick(Sentences);
            default: return Pick(["Ibu Kartini", "Bapak Sudirman", "Petugas jaga", "Kecamatan", "Seksi Tata Kelola"]);
        }
    }

    private string Pick(IReadOnlyList<string> choices) => choices[_chance.Next(choices.Count)];

    private void Do(string officer, CaseCommand command)
    {
        _now += TimeSpan.FromMinutes(_chance.Next(1, 25));
        var decided = CaseEngine.Decide(Sheet.Procedure, State, command, new CaseContext
        {
            Now = _now, Calendar = _office.Calendar, Staffing = _office.Staffing, Officer = officer, Actions = new HashSet<string>(), Sites = _office.SiteIds,
            QueueLimit = _office.Definition.QueueLimit, Digest = (_, value) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(value))),
            NewActionRun = Guid.CreateVersion7,
        });
        if (decided is not Decision.Accepted accepted) throw new InvalidOperationException($"{Sheet.Procedure.Id}: {command}: {((Decision.Refused)decided).Why.Code} {string.Join(", ", ((Decision.Refused)decided).Why.Fields)}");
        _events.AddRange(accepted.Events);
        State = accepted.Events.Aggregate((CaseState?)State, CaseEngine.Apply)!;
    }

    private static readonly string[] Sentences =
    [
        "Jaringan terputus sejak pagi, lampu LOS pada modem menyala merah.",
        "Kabel diganti dan sambungan diuji kembali, hasilnya baik.",
        "Aplikasi tidak dapat dibuka di loket dua; sudah dicoba dinyalakan ulang.",
        "Permintaan data kependudukan per desa untuk bahan rapat.",
        "Sudah diselesaikan dan diberitahukan kepada pelapor.",
    ];
}
