namespace Laksana.Backups;

/// <summary>An artifact's line in the book, from its own summary.</summary>
internal static class BackupEntry
{
    public static Backup Of(ArtifactSummary s, string? caseNumber, string? officer) => new(s.Name, s.Source, s.Kind, s.Run, caseNumber, officer, s.Machine, s.TakenAt, s.FinishedAt,
        Math.Round(Math.Max(0, (s.FinishedAt - s.TakenAt).TotalSeconds), 1), s.Bytes, s.SourceBytes, s.Sha256, s.ManifestSha256, s.Encrypted, s.Recipients);
}

/// <summary>
/// Finished backups that lie in their place without being in the book: entered before a crash could be told of, or the book is older than they are because it was
/// itself restored. Only what this installation signed for this office is taken in.
/// </summary>
internal sealed class Adoption(TakingTools tools)
{
    public async Task<IReadOnlyList<string>> RunAsync(string office, CancellationToken token)
    {
        var root = tools.Settings.FolderOf(office);
        if (!Directory.Exists(root)) return [];
        var known = (await tools.Book.ListAsync(office, new BackupFilter(Most: 1_000_000), token)).Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            var name = Path.GetFileName(folder);
            if (name.StartsWith('.') || known.Contains(name) || Open(folder) is not { } artifact || artifact.Name != name || artifact.Summary.Office != office) continue;
            await tools.Book.RecordAsync(office, BackupEntry.Of(artifact.Summary, null, null), token);
            found.Add(name);
        }
        return found;
    }

    private Artifact? Open(string folder)
    {
        try
        {
            var artifact = Artifact.At(folder);
            return artifact.IsSignedBy(tools.Seal) ? artifact : null;
        }
        catch (Exception none) when (none is ArtifactException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
