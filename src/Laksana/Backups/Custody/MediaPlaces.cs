namespace Laksana.Backups;

/// <summary>A place where a medium is plugged in on this machine.</summary>
/// <param name="Path">Its root.</param>
/// <param name="Source">What was mounted (a device, a share); null for a plain folder.</param>
/// <param name="OwnDisk">False when it lies on the disk of the backups: what hurts one hurts both.</param>
/// <param name="Mark">What it says of itself; null when it was never used here.</param>
public sealed record MediaPlace(string Path, string? Source, string FileSystem, bool ReadOnly, long Bytes, long Free, bool OwnDisk, MediumMark? Mark)
{
    /// <summary>The office's copies on it.</summary>
    public string CopiesOf(string office) => System.IO.Path.Combine(Path, MediaPlaces.CopiesName, office);

    /// <summary>It may be used by the office: it is the office's, or nobody's yet.</summary>
    public bool IsFor(string office) => Mark is null || Mark.Office == office;
}

/// <summary>Where media are looked for. <paramref name="Roots"/>: folders whose sub-folders are media also when nothing is mounted there.</summary>
public sealed record MediaSettings(IReadOnlyList<string> Roots)
{
    /// <summary>Where desktops and administrators mount what is plugged in. Here only what is really mounted counts: a copy into an empty mount point would fill the system's own disk.</summary>
    public static readonly IReadOnlyList<string> Usual = ["/media", "/mnt", "/run/media"];
}

/// <summary>Looks for what is plugged in on this machine; nothing else may be written to.</summary>
public sealed class MediaPlaces(MediaSettings settings, BackupSettings backups)
{
    /// <summary>On a medium, the folder that holds the copies, one folder in it for each office.</summary>
    public const string CopiesName = "laksana";

    private static readonly string[] NoMedia = ["autofs", "proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "overlay", "squashfs"];

    public IReadOnlyList<MediaPlace> Now()
    {
        var mounts = MountTable.Now();
        var own = MountTable.Of(Path.GetFullPath(backups.Directory), mounts)?.Device;
        var places = new Dictionary<string, MediaPlace>(StringComparer.Ordinal);
        foreach (var mount in mounts.Where(m => !NoMedia.Contains(m.FileSystem) && MediaSettings.Usual.Concat(settings.Roots).Any(r => m.Path != "/" && MountTable.IsUnder(m.Path, Path.GetFullPath(r)))))
            if (Look(mount.Path, mount, own) is { } place) places[place.Path] = place;
        foreach (var folder in settings.Roots.Where(Directory.Exists).SelectMany(Folders))
            if (!places.ContainsKey(folder) && MountTable.Of(folder, mounts) is { } below && Look(folder, below with { Source = "" }, own) is { } place) places[folder] = place;
        return [.. places.Values.OrderBy(p => p.Path, StringComparer.Ordinal)];
    }

    /// <summary>Where a medium of the office is plugged in; null when it is not.</summary>
    public MediaPlace? Find(string office, string label) => Now().FirstOrDefault(p => p.Mark is { } mark && mark.Office == office && mark.Label == label);

    /// <summary>The place as it is now; null when nothing is there any more, or something else.</summary>
    public MediaPlace? Again(MediaPlace place) => Now().FirstOrDefault(p => p.Path == place.Path && p.Source == place.Source);

    private static IEnumerable<string> Folders(string root)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(Path.GetFullPath(root)).Where(d => !Path.GetFileName(d).StartsWith('.'))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static MediaPlace? Look(string path, Mount mount, string? own)
    {
        try
        {
            // A medium that was pulled out may stay in the table; asking it for its size fails.
            var drive = new DriveInfo(path);
            return new MediaPlace(path, mount.Source.Length > 0 ? mount.Source : null, mount.FileSystem, mount.ReadOnly, drive.TotalSize, drive.AvailableFreeSpace, mount.Device != own, MediumMark.Read(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
