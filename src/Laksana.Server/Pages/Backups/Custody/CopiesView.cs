using Laksana.Backups;
using Laksana.Officers;

namespace Laksana.Server.Pages.Backups.Custody;

/// <summary>Where a backup has copies, for the partial _Copies on the backup's page.</summary>
internal sealed record CopiesView(OfficeAtWork Office, IReadOnlyList<(MediumCopy Copy, Medium Medium)> Copies)
{
    public static async Task<CopiesView> ReadAsync(MediaBook media, OfficeAtWork office, string backup, CancellationToken token)
    {
        var all = (await media.ListAsync(office.Id, token)).ToDictionary(m => m.Label, StringComparer.Ordinal);
        return new CopiesView(office, [.. (await media.CopiesOfAsync(office.Id, backup, token)).Select(c => (c, all[c.Medium]))]);
    }
}
