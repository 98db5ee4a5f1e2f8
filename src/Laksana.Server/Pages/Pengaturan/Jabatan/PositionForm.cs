using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Jabatan;

/// <summary>What the two forms about a position share.</summary>
internal abstract class PositionForm(CurrentOffice office, OfficeEditing editing) : FormPage(office)
{
    public override (string Address, string Name) Back => ("/pengaturan/jabatan", Say["positions"]);

    protected IReadOnlyList<Position> Positions => AtWork.Definition.Positions;

    protected IReadOnlyList<SettingInput> FieldsOf(Position? position) =>
    [
        new("nama", Say["position.title"], position?.Title) { Required = true },
        new("atasan", Say["position.superior"], position?.Superior, InputKind.Select)
            { Hint = Say["position.superior.hint"], Options = [("", Say["position.top"]), .. Positions.Where(p => p.Id != position?.Id).Select(p => (p.Id, p.Title))] },
    ];

    protected (string Title, string? Superior) SentPosition(string? id)
    {
        var (title, superior) = (SentLine("nama", needed: true) ?? "", Sent("atasan") is { Length: > 0 } above ? above : null);
        if (Positions.Any(p => p.Id != id && p.Title.Equals(title, StringComparison.OrdinalIgnoreCase))) Wrong("nama", Say["position.taken"]);
        if (superior is not null && Positions.All(p => p.Id != superior)) Wrong("atasan", Say["needed"]);
        return (title, superior);
    }

    protected Task<IReadOnlyList<string>> ChangeAsync(string subject, Func<OfficeDefinition, OfficeDefinition> change, params IReadOnlyList<(string, string?)> details) =>
        editing.ChangeAsync(Current.Id, Current.Officer, AdministrationActs.PositionsChanged, subject, details, change, Token);
}
