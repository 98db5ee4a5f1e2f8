using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>What a failure of the disk means to people.</summary>
internal static class TakeFailure
{
    private const int NoSpace = 28, QuotaReached = 122, TooLarge = 27;

    public static ActionFailedException Explain(Exception error, string source, string folder) =>
        error is IOException { HResult: NoSpace or QuotaReached or TooLarge } ? Failure("disk-full", mayRetry: false, error, source, folder)
        : Failure("folder-unwritable", mayRetry: false, error, folder);
}
