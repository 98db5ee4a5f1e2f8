using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Installing;

/// <summary>
/// Changes an office's definition: the change is written as office.yaml, read back with all its checks, held against the sheets in force and against who holds
/// what, and only then stored. Tasks are derived anew afterwards.
/// </summary>
internal sealed class OfficeEditing(OfficeDesk books, Offices offices, PublishedSheets sheets, StaffList staff, TaskRebuild rebuild, TimeProvider clock)
{
    private const int Tries = 5;

    /// <param name="change">Applied to the definition as it stands; again when another change came between.</param>
    /// <returns>Everything that is wrong; empty when it was stored.</returns>
    public async Task<IReadOnlyList<string>> ChangeAsync(string office, string by, string act, string subject, IReadOnlyList<(string Name, string? Value)> details,
        Func<OfficeDefinition, OfficeDefinition> change, CancellationToken token)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var before = (await books.TextsAsync(office, token)).Definition;
            var current = OfficeFile.Read(before, "office.yaml").Office!;
            var text = OfficeWriter.Write(change(current), before);
            var reading = OfficeFile.Read(text, "office.yaml");
            if (Errors(reading.Findings) is { Count: > 0 } wrong) return wrong;
            if (await AgainstSheetsAsync(office, current, reading.Office!, token) is { Count: > 0 } unfit) return unfit;
            if (await AgainstStaffAsync(office, current, reading.Office!, token) is { Count: > 0 } held) return held;
            if (!await books.ReplaceDefinitionAsync(office, before, text, by, act, subject, details, token)) continue;
            await rebuild.RunAsync(office, token);
            return [];
        }
        return [Say["changed-meanwhile"]];
    }

    /// <summary>Roles of sheets in force that nobody plays today.</summary>
    public async Task<IReadOnlyList<(Procedure Sheet, Role Role)>> UnplayedAsync(OfficeAtWork office, CancellationToken token) =>
        [.. from sheet in await sheets.AllCurrentAsync(office.Id, office.DayOf(clock.GetUtcNow()), token)
            from role in sheet.Procedure.Roles
            where !sheet.Procedure.IsParty(role.Id) && !office.Staffing.HoldersOf(sheet.Procedure.Id, role.Id).Any()
            select (sheet.Procedure, role)];

    private async Task<IReadOnlyList<string>> AgainstSheetsAsync(string office, OfficeDefinition before, OfficeDefinition after, CancellationToken token)
    {
        var atWork = await offices.GetAsync(office, token);
        var wrong = new List<string>();
        foreach (var sheet in await sheets.AllCurrentAsync(office, atWork.DayOf(clock.GetUtcNow()), token))
        {
            var reading = SheetReader.Read(sheet.Body, sheet.Procedure.Id);
            // What the sheet lacked before this change does not keep it back.
            var known = Errors(SheetInOffice.Check(reading, sheet.Procedure.Id, before));
            wrong.AddRange(Errors(SheetInOffice.Check(reading, sheet.Procedure.Id, after)).Except(known).Select(e => $"{sheet.Procedure.Title}: {e}"));
        }
        return wrong;
    }

    private async Task<IReadOnlyList<string>> AgainstStaffAsync(string office, OfficeDefinition before, OfficeDefinition after, CancellationToken token)
    {
        var gone = before.Positions.Where(p => after.Positions.All(a => a.Id != p.Id)).ToList();
        if (gone.Count == 0) return [];
        var today = (await offices.GetAsync(office, token)).DayOf(clock.GetUtcNow());
        var holders = await staff.ReadAsync(office, null, token);
        return [.. from position in gone
            let held = holders.Where(o => o.Holdings.Any(h => h.Position == position.Id && (h.Until is null || h.Until >= today))).Select(o => o.Name).ToList()
            where held.Count > 0
            select Say["position.held", position.Title, string.Join(", ", held)]];
    }

    private static List<string> Errors(IEnumerable<Finding> findings) => [.. findings.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Message} {f.Hint}")];
}
