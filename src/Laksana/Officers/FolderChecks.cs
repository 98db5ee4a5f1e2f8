using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Header = Laksana.Procedures.SheetKeys.Header;
using Key = Laksana.Officers.OfficeKeys.Office;

namespace Laksana.Officers;

/// <summary>Holds an office's files against one another.</summary>
internal sealed class FolderChecks(string path, OfficeReading? reading, IReadOnlyList<SheetFile> sheets)
{
    private readonly FindingList _inOffice = new(Path.Combine(path, OfficeFolder.OfficeFileName));
    private readonly Dictionary<string, FindingList> _inSheets =
        sheets.ToDictionary(s => s.File, s => new FindingList(s.File), StringComparer.Ordinal);

    public IEnumerable<Finding> Run()
    {
        CheckFileNames();
        CheckUnique(s => s.Id, Header.Id, FindingCode.DuplicateSheet);
        CheckUnique(s => s.CaseCode, Header.CaseCode, FindingCode.DuplicateCaseCode);
        if (reading?.Office is { } office)
        {
            CheckFolderName(office);
            foreach (var sheet in sheets.Where(s => s.Procedure is not null))
                SheetInOffice.Check(sheet.Source!, sheet.Procedure!, office, _inSheets[sheet.File]);
            CheckSheetRoles();
            CheckUnusedRoles(office);
        }

        return _inOffice.InOrder().Concat(_inSheets.Values.SelectMany(f => f.InOrder()));
    }

    private void CheckFileNames()
    {
        foreach (var sheet in sheets)
            if (IdOf(sheet) is { } id && Path.GetFileName(sheet.File) != id + ".yaml")
                _inSheets[sheet.File].Error(sheet.Source!.At(Header.Id), FindingCode.FileNameDiffers, id);
    }

    private static string? IdOf(SheetFile sheet) => (sheet.Source?.Find(Header.Id)?.Value as TextNode)?.Text.Trim();

    private void CheckUnique(Func<Procedure, string> value, string key, string code)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sheet in sheets.Where(s => s.Procedure is not null))
            if (!files.TryAdd(value(sheet.Procedure!), sheet.File))
                _inSheets[sheet.File].Error(sheet.Source!.At(key), code, value(sheet.Procedure!), Path.GetFileName(files[value(sheet.Procedure!)]));
    }

    private void CheckFolderName(OfficeDefinition office)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (folder != office.Id)
            _inOffice.Error(reading!.Source!.At(Key.Id), FindingCode.OfficeDiffers, office.Id, folder);
    }

    private void CheckSheetRoles()
    {
        foreach (var (sheet, roles) in (reading!.Source!.Find(Key.SheetRoles)?.Value as MapNode)?.Entries ?? [])
        {
            var file = sheets.FirstOrDefault(s => IdOf(s) == sheet.Text);
            if (file is null)
                _inOffice.Unknown(sheet.Place, FindingCode.UnknownSheet, sheet.Text, sheets.Select(IdOf).OfType<string>());
            else if (file.Procedure is { } procedure)
                foreach (var role in ((MapNode)roles).Entries.Where(r => procedure.Roles.All(known => known.Id != r.Key.Text)))
                    _inOffice.Error(role.Key.Place, FindingCode.RoleNotInSheet, sheet.Text, role.Key.Text);
        }
    }

    private void CheckUnusedRoles(OfficeDefinition office)
    {
        // A sheet with errors may have the role.
        if (sheets.Any(s => s.Procedure is null))
            return;
        foreach (var role in office.RolePositions.Keys.Where(r => sheets.All(s => s.Procedure!.Roles.All(known => known.Id != r))))
            _inOffice.Warn(((MapNode)reading!.Source!.Find(Key.Roles)!.Value).Find(role)!.Key.Place, FindingCode.OfficeRoleUnused, role);
    }
}
