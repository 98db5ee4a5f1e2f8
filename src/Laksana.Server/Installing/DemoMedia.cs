using Laksana.Backups;
using Laksana.Procedures;
using Laksana.Server.Hosting;

namespace Laksana.Server.Installing;

/// <summary>Invented media of a demo: one is plugged in, for which a folder in the data directory stands, and one lies in a cabinet.</summary>
internal sealed class DemoMedia(MediaDesk media, MediaMarking marking, ServeOptions options)
{
    public const string Plugged = "FD-PIAK-01";
    public const string Away = "HD-PIAK-07";

    /// <summary>Whose sub-folders stand for media that are plugged in.</summary>
    public static string Folder(ServeOptions options) => FolderIn(options.DataDirectory);

    public static string FolderIn(string dataDirectory) => Path.Combine(dataDirectory, "media");

    /// <summary>Only for an office whose sheets copy backups.</summary>
    public async Task EnterAsync(string office, IEnumerable<Procedure> sheets, string by, CancellationToken token)
    {
        if (!options.Demo || !sheets.SelectMany(s => s.Steps).Any(s => s.Action?.Name == CustodySheet.Copy)) return;
        var folder = Directory.CreateDirectory(Path.Combine(Folder(options), Plugged)).FullName;
        await media.AddAsync(new CustodyForm(office, by, null),
        [
            new MediumEntry(Plugged, MediumKind.FlashDisk, "4C530001260304", null, "Bidang PIAK", "Lemari besi ruang arsip"),
            new MediumEntry(Away, MediumKind.HardDisk, "WX21A60K7P", 1_000_000_000_000, "Bidang PIAK", "Gedung B, lemari Kabid"),
        ], token);
        await marking.MarkAsync(office, by, Plugged, folder, token);
    }
}
