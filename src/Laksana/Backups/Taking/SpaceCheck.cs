using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>Whether there is room for a backup before it is begun.</summary>
internal static class SpaceCheck
{
    /// <param name="expected">Bytes that it will probably need.</param>
    /// <exception cref="Automation.ActionFailedException">There is less room than that and the reserve.</exception>
    public static void Require(BackupSettings settings, string folder, long expected)
    {
        var needed = expected + settings.Reserve;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < needed) throw Failure("no-space", mayRetry: false, null, settings.Directory, Size(free), Size(needed));
    }
}
