namespace Laksana.Backups;

/// <summary>Tells from the system's errors what is wrong with a medium: one that is gone fails in many ways.</summary>
internal static class MediumFailure
{
    public static MediumException Explain(MediaPlaces places, MediaPlace place, Exception error)
    {
        if (error is MediumException known) return known;
        var now = places.Again(place);
        // A file system whose device vanished may answer anything, also "read-only" or "no such file": so this is asked first.
        if (now is null || IsGone(place)) return new MediumException(error, MediumFault.PulledOut, place.Path);
        return Number(error) switch
        {
            SystemCalls.NoSpace or SystemCalls.Quota => new MediumException(error, MediumFault.Full, place.Path, BackupWords.Size(now.Free)),
            SystemCalls.ReadOnly => new MediumException(error, MediumFault.ReadOnly, place.Path),
            SystemCalls.PermissionDenied or SystemCalls.AccessDenied => new MediumException(error, now.ReadOnly ? MediumFault.ReadOnly : MediumFault.NotPermitted, place.Path),
            SystemCalls.NotConnected or SystemCalls.NoDevice or SystemCalls.NoAddress or SystemCalls.Stale => new MediumException(error, MediumFault.PulledOut, place.Path),
            _ => new MediumException(error, MediumFault.Broken, place.Path, error.Message),
        };
    }

    /// <summary>The system's own number of an error; 0 when it is none of the system's.</summary>
    private static int Number(Exception error) => error switch
    {
        UnauthorizedAccessException => error.InnerException is IOException inner ? inner.HResult : SystemCalls.AccessDenied,
        FileNotFoundException or DirectoryNotFoundException => SystemCalls.NoEntry,
        IOException => error.HResult,
        _ => 0,
    };

    /// <summary>The block device itself is no longer in the system although something is mounted from it.</summary>
    private static bool IsGone(MediaPlace place)
    {
        if (!Directory.Exists(place.Path)) return true;
        return place.Source is { } source && source.StartsWith("/dev/", StringComparison.Ordinal) && !File.Exists(source);
    }
}
