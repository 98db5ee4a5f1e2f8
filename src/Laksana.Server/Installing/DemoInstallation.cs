using Laksana.Officers;
using Laksana.Server.Accounts;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Installing;

/// <summary>An account of a demo office, for printing.</summary>
internal sealed record DemoAccount(string Office, string UserName, string Name, string Positions, bool Administrator);

/// <summary>The offices of a folder with their invented officers; every account has <see cref="Password"/>.</summary>
internal sealed class DemoInstallation(OfficeInstaller installer, OfficeDesk books, AccountDesk accounts, DemoMedia media)
{
    /// <summary>Printed at the start: an installation that has it is stamped as a demo and says so on every page.</summary>
    public const string Password = "kopi-tubruk-pagi";

    /// <exception cref="OperatorException">A folder has errors, or there is none.</exception>
    public async Task InstallAsync(string offices, CancellationToken token)
    {
        var folders = OfficeFolder.Under(offices).Select(installer.Read).ToList();
        if (folders.Count == 0)
            throw new OperatorException(Words["Office.NoFolder", offices], Words["Office.NoFolder.Hint"], ExitCode.NotFound);
        foreach (var folder in folders)
        {
            await installer.InstallAsync(folder, "installation", Words["Office.FirstVersion"], token);
            await EnrolAsync(folder, token);
        }
    }

    /// <summary>The accounts of the offices in a folder, whether they are installed or not.</summary>
    public IReadOnlyList<DemoAccount> Accounts(string offices) =>
        [.. from folder in OfficeFolder.Under(offices).Select(installer.Read)
            from officer in folder.Demo?.Officers ?? []
            select new DemoAccount(folder.Office!.Id, officer.Id, officer.Name, Positions(folder.Office, officer), officer.Administrator)];

    private async Task EnrolAsync(OfficeFolder folder, CancellationToken token)
    {
        var (office, staff) = (folder.Office!, folder.Demo?.Officers ?? []);
        foreach (var officer in staff)
        {
            await books.EnrolAsync(office.Id, new NewOfficer(officer.Id, officer.Name, officer.Administrator), token);
            foreach (var position in officer.Positions)
                await books.AppointAsync(office.Id, officer.Id, position, Capacity.Definitive, null, new DateOnly(2026, 1, 1), null, token);
            foreach (var acting in officer.Acting)
            {
                // A Plh. stands in as long as the holder is away.
                var away = acting.Capacity != Capacity.Plh ? null : staff.FirstOrDefault(o => o.Positions.Contains(acting.Position) && o.Absence is not null)?.Absence;
                await books.AppointAsync(office.Id, officer.Id, acting.Position, acting.Capacity, acting.Warrant, away?.From ?? new DateOnly(2026, 1, 1), away?.To, token);
            }
            if (officer.Absence is { } absence)
                await books.RecordAbsenceAsync(office.Id, officer.Id, absence.From, absence.To, absence.Reason, token);
        }
        await accounts.CreateDemoAsync(office.Id, [.. staff.Select(o => o.Id)], Password, token);
        await media.EnterAsync(office.Id, folder.Sheets.Select(s => s.Procedure).OfType<Laksana.Procedures.Procedure>(), AdministrationLog.Installation, token);
    }

    private static string Positions(OfficeDefinition office, DemoOfficer officer) => string.Join(", ",
        officer.Positions.Select(p => Title(office, p)).Concat(officer.Acting.Select(a => $"{a.Capacity}. {Title(office, a.Position)}")));

    private static string Title(OfficeDefinition office, string position) => office.Positions.First(p => p.Id == position).Title;
}
