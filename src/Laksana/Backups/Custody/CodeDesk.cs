namespace Laksana.Backups;

/// <summary>What a typed code is worth.</summary>
internal abstract record CodeReading
{
    /// <param name="Check">The measurement that it tells of.</param>
    /// <param name="IsNew">It is not recorded yet.</param>
    /// <param name="Content">What was measured.</param>
    public sealed record Fits(MediumCheck Check, bool IsNew, IReadOnlyList<HandedCopy> Content) : CodeReading;

    public sealed record Refused(CustodyAnswer.Refused Why) : CodeReading;
}

/// <summary>
/// Compares the code of a measurement with what the medium must hold. A node's own measurement is known by its code; one from another machine is computed anew from the
/// copies' digests and, as long as the backup lies in its own place, from its content.
/// </summary>
public sealed class CodeDesk(MediaBook media, BackupSettings settings)
{
    /// <param name="backup">The copy it has to be of; null: all that the medium carries.</param>
    /// <param name="since">It must not have been measured before.</param>
    internal async Task<CodeReading> ReadAsync(string office, Medium medium, string? backup, string? typed, DateTimeOffset since, DateTimeOffset now, string by, CancellationToken token)
    {
        if (MeasureCode.Read(typed) is not { } code) return new CodeReading.Refused(new(string.IsNullOrWhiteSpace(typed) ? "code-needed" : "code-mistyped"));
        if (Handover.AgainstTime(code.At, since, now) is { } time) return new CodeReading.Refused(time);
        var copies = await CopiesAsync(office, medium.Label, backup, token);
        if (copies.Count == 0) return new CodeReading.Refused(new("no-copies", medium.Label));
        var content = copies.Select(c => new HandedCopy(c.Backup, c.Digest, c.Bytes)).ToList();
        if (await media.CheckOfAsync(office, code, token) is { } known)
            return known.Medium == medium.Label && known.Whole && (known.Backup is null || known.Backup == backup) ? new CodeReading.Fits(known, false, content)
                : new CodeReading.Refused(new("code-other-medium", known.Medium));
        return code.Compare(medium.Label, Expected(office, medium.Label, code, copies)) is var match && match == CodeMatch.Differs
            ? new CodeReading.Refused(await OtherAsync(office, medium.Label, code, token) is { } other ? new("code-other-medium", other) : new("code-differs"))
            : new CodeReading.Fits(Told(medium.Label, backup, code, match, copies, by), true, content);
    }

    private static MediumCheck Told(string label, string? backup, MeasureCode code, CodeMatch match, IReadOnlyList<MediumCopy> copies, string by) => new(Guid.CreateVersion7(), label, backup, CheckWay.Code, true,
        code.Digits, copies.Sum(c => c.Bytes), 0, CustodyWords.Say["check.code." + match, code.ToString()], null, by, code.At);

    private async Task<IReadOnlyList<MediumCopy>> CopiesAsync(string office, string label, string? backup, CancellationToken token) =>
        [.. (await media.CopiesAsync(office, label, token)).Where(c => c.State == CopyState.Whole && (backup is null || c.Backup == backup))];

    private List<MeasuredCopy> Expected(string office, string label, MeasureCode code, IReadOnlyList<MediumCopy> copies) =>
        [.. copies.Select(c => new MeasuredCopy(c.Backup, c.Digest, SamplesOf(Path.Combine(settings.Directory, office, c.Backup), MeasureCode.Seed(label, code.Stamp, c.Backup))))];

    /// <summary>From the backup in its own place; null when it is not there any more or cannot be read.</summary>
    private static string? SamplesOf(string folder, string seed)
    {
        try
        {
            return Directory.Exists(folder) && new DirectoryInfo(folder).EnumerateFiles().MaxBy(f => f.Length) is { } large ? new BlockSamples(large.Name, large.Length, seed).ReadFrom(folder) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or MediumException)
        {
            return null;
        }
    }

    /// <summary>Another medium of the office that this code fits: two were mixed up.</summary>
    private async Task<string?> OtherAsync(string office, string label, MeasureCode code, CancellationToken token)
    {
        foreach (var other in (await media.ListAsync(office, token)).Where(m => m.Label != label))
        {
            var copies = await CopiesAsync(office, other.Label, null, token);
            var alone = copies.Select(c => (IReadOnlyList<MediumCopy>)[c]).Append(copies).Where(c => c.Count > 0);
            if (alone.Any(c => code.Compare(other.Label, [.. c.Select(x => new MeasuredCopy(x.Backup, x.Digest, null))]) != CodeMatch.Differs)) return other.Label;
        }
        return null;
    }
}
