using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Installing;

/// <summary>What installing an office's folder changed.</summary>
/// <param name="Published">Sheets that got a new version: id and version.</param>
internal sealed record InstalledOffice(string Office, string Name, bool BooksChanged, IReadOnlyList<PublishedSheet> Published);

internal sealed record PublishedSheet(string Sheet, int Version);

/// <summary>Brings an office's folder (office.yaml, calendar.yaml, its sheets) into the database. Doing it again changes only what the files changed.</summary>
internal sealed class OfficeInstaller(OfficeDesk books, Offices offices, PublishedSheets sheets, TaskRebuild rebuild, KnownActions actions, TimeProvider clock)
{
    /// <exception cref="OperatorException">The folder has errors; every one is in the message, and nothing was installed.</exception>
    public OfficeFolder Read(string path)
    {
        var folder = OfficeFolder.Load(path, new SheetVocabulary { Actions = actions.Names });
        if (!folder.HasErrors) return folder;
        var errors = folder.Findings.Where(f => f.Severity == Severity.Error).ToList();
        throw new OperatorException(
            Words["Office.Errors", path, errors.Count] + Environment.NewLine + string.Join(Environment.NewLine, errors.Select(f => f.ToString())),
            Words["Office.Errors.Hint"]);
    }

    /// <param name="by">Officer id, or <c>installation</c>.</param>
    public async Task<InstalledOffice> InstallAsync(OfficeFolder folder, string by, string whatChanged, CancellationToken token)
    {
        var office = folder.Office!;
        var changed = await books.InstallAsync(office.Id, folder.OfficeText, folder.CalendarText, token, by);
        var published = new List<PublishedSheet>();
        foreach (var sheet in folder.Sheets)
        {
            var (version, isNew) = await sheets.PublishAsync(office.Id, sheet.Text, Effective(sheet.Procedure!), by, whatChanged, token);
            if (isNew) published.Add(new PublishedSheet(sheet.Procedure!.Id, version));
        }
        offices.Changed(office.Id);
        if (changed) await rebuild.RunAsync(office.Id, token);
        return new InstalledOffice(office.Id, office.Name, changed, published);
    }

    /// <summary>The sheet's own date, when it names one that has come; else today.</summary>
    private DateOnly Effective(Procedure sheet)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var date = sheet.Enactment.Effective ?? sheet.Enactment.Enacted ?? sheet.Enactment.Created;
        return date is { } given && given <= today ? given : today.AddDays(-1);
    }
}
