using System.Text;
using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Laksana.WorkTime;

namespace Laksana.Officers;

/// <summary>A sheet's file; <paramref name="Procedure"/> is null when it has errors.</summary>
/// <param name="File">The file's name with its folder, as findings name it.</param>
/// <param name="Text">What is published, unchanged.</param>
public sealed record SheetFile(string File, string Text, Procedure? Procedure)
{
    internal MapNode? Source { get; init; }
}

/// <summary>
/// An office's folder: office.yaml, calendar.yaml, perhaps demo.yaml, and one YAML file per sheet, each read and all held against one another.
/// </summary>
public sealed record OfficeFolder
{
    public const string OfficeFileName = "office.yaml";
    public const string CalendarFileName = "calendar.yaml";
    public const string DemoFileName = "demo.yaml";

    private OfficeFolder()
    {
    }

    /// <summary>Null when office.yaml is missing or has errors.</summary>
    public OfficeDefinition? Office { get; private init; }
    /// <summary>Null when calendar.yaml is missing or has errors.</summary>
    public CalendarDefinition? Calendar { get; private init; }
    /// <summary>Null when there is no demo.yaml, or it has errors.</summary>
    public DemoStaff? Demo { get; private init; }
    /// <summary>In the order of their file names.</summary>
    public required IReadOnlyList<SheetFile> Sheets { get; init; }
    /// <summary>The texts of office.yaml and calendar.yaml as the office's books keep them; empty when missing.</summary>
    public string OfficeText { get; private init; } = "";
    public string CalendarText { get; private init; } = "";
    /// <summary>Everything found in all files, file by file, in the order of each text.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>Reads the whole folder.</summary>
    /// <param name="path">The folder; its name is the office's id.</param>
    /// <exception cref="OperatorException">There is no such folder.</exception>
    public static OfficeFolder Load(string path, SheetVocabulary? vocabulary = null)
    {
        if (!Directory.Exists(path))
            throw new OperatorException(OfficeWords.Say["folder-missing", path], OfficeWords.Say["folder-missing-hint"], ExitCode.NotFound);
        var findings = new List<Finding>();
        var officeText = ReadText(Path.Combine(path, OfficeFileName), needed: true, findings);
        var calendarText = ReadText(Path.Combine(path, CalendarFileName), needed: true, findings);
        var demoText = ReadText(Path.Combine(path, DemoFileName), needed: false, findings);
        var office = officeText is null ? null : OfficeFile.Read(officeText, Path.Combine(path, OfficeFileName));
        var calendar = calendarText is null ? null
            : CalendarFile.Read(calendarText, Path.Combine(path, CalendarFileName), office?.Office?.Zone ?? OfficeZone.Wib);
        var demo = demoText is null ? null : DemoFile.Read(demoText, Path.Combine(path, DemoFileName), office?.Office);
        findings.AddRange([.. office?.Findings ?? [], .. calendar?.Findings ?? [], .. demo?.Findings ?? []]);
        var sheets = ReadSheets(path, vocabulary, findings);
        findings.AddRange(new FolderChecks(path, office, sheets).Run());
        return new OfficeFolder
        {
            Office = office?.Office,
            Calendar = calendar?.Calendar,
            Demo = demo?.Staff,
            Sheets = sheets,
            OfficeText = officeText ?? "",
            CalendarText = calendarText ?? "",
            Findings = [.. findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)],
        };
    }

    /// <summary>The offices of a folder of offices such as <c>procedures/</c>: every folder in it that holds an office.yaml, by name.</summary>
    public static IReadOnlyList<string> Under(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateDirectories(path).Where(d => File.Exists(Path.Combine(d, OfficeFileName))).Order(StringComparer.Ordinal)]
        : [];

    private static List<SheetFile> ReadSheets(string path, SheetVocabulary? vocabulary, List<Finding> findings)
    {
        var sheets = new List<SheetFile>();
        // A .yml beside them is read too, and then refused for its name: left out silently, it would be missed by its writer.
        foreach (var file in Directory.EnumerateFiles(path).Where(IsSheet).Order(StringComparer.Ordinal))
        {
            if (ReadText(file, needed: true, findings) is not { } text)
                continue;
            var reading = SheetReader.Read(text, file, vocabulary);
            findings.AddRange(reading.Findings);
            sheets.Add(new SheetFile(file, text, reading.Procedure) { Source = reading.Source });
        }

        return sheets;
    }

    private static bool IsSheet(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml"
        && Path.GetFileName(file) is not (OfficeFileName or CalendarFileName or DemoFileName);

    private static string? ReadText(string file, bool needed, List<Finding> findings)
    {
        var found = new FindingList(file);
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
            {
                if (needed)
                    found.Error(Place.Start, FindingCode.FileMissing, Path.GetFileName(file));
                return null;
            }

            // No character takes more than four bytes: a longer file is refused without being read.
            if (info.Length <= 4L * YamlText.Largest)
                return File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            found.Error(Place.Start, FindingCode.TooLarge, info.Length, YamlText.Largest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            found.Error(Place.Start, FindingCode.FileUnreadable, e.Message);
        }
        finally
        {
            findings.AddRange(found.InOrder());
        }

        return null;
    }
}
