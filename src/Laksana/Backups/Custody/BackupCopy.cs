using System.Globalization;
using System.Text.Json;
using Laksana.Automation;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>
/// <c>backup.copy</c>: copies the backup that the case took to the medium named by the argument <c>media</c>, or to the only one of the office that is plugged in. A second
/// attempt of the same run finds the finished copy and measures it.
/// </summary>
public sealed class BackupCopy(CustodyTools tools) : IStepAction
{
    public string Name => CustodySheet.Copy;

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var backup = await tools.BackupOfAsync(run.Office, run.CaseNumber, token) ?? throw Failure("case-without-backup", run.CaseNumber);
        var label = await MediumAsync(run, token);
        var (by, rate) = (await tools.OfficerOfAsync(run, token), RateOf(run));
        CopyResult result;
        if (tools.Places.Find(run.Office, label) is null && await tools.ElsewhereAsync(run.Office, label, token) is { } machine)
            result = (await JobFollowing.FollowAsync(tools.Jobs, run.Office, CopyJob.Order(new MediumJobOrder(label, backup.Id, run.CaseNumber, rate, by), by, machine), progress, token)).Deserialize(CustodyJson.Default.CopyResult)!;
        else
            result = CopyResult.Of(await tools.Copying.RunAsync(new CopyOrder(run.Office, label, backup.Id, $"{run.Id:N}-{run.Attempt}", by, run.CaseNumber, rate), progress, token));
        var medium = (await tools.Media.FindAsync(run.Office, label, token))!;
        return new ActionResult(Say["copy.done", backup.Id, label, BackupWords.Size(result.Bytes), result.Seconds, result.Digest[..12]],
            JsonSerializer.SerializeToElement(result with { Fields = FieldsOf(medium, result) }, CustodyJson.Default.CopyResult));
    }

    private async Task<string> MediumAsync(ActionRun run, CancellationToken token)
    {
        if (Medium.LabelOf(run.Arguments.GetValueOrDefault(CustodySheet.MediumArgument)) is { Length: > 0 } named) return named;
        var inUse = (await tools.Media.ListAsync(run.Office, token)).Where(m => m.State == MediumState.InUse).Select(m => m.Label).ToHashSet(StringComparer.Ordinal);
        var seen = (await tools.Media.SeenAsync(run.Office, token)).Select(s => s.Medium);
        var here = tools.Places.Now().Where(p => p.Mark?.Office == run.Office).Select(p => p.Mark!.Label);
        return seen.Concat(here).Where(inUse.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() switch
        {
            [var only] => only,
            [] => throw Failure("no-medium-here"),
            var several => throw Failure("several-media", string.Join(", ", several)),
        };
    }

    private static long? RateOf(ActionRun run) =>
        run.Arguments.GetValueOrDefault(CustodySheet.RateArgument) is { Length: > 0 } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var megabytes) && megabytes > 0
            ? (long)(megabytes * 1_000_000) : null;

    private static Dictionary<string, string> FieldsOf(Medium medium, CopyResult result) => new(StringComparer.Ordinal)
    {
        [CustodySheet.LabelField] = medium.Label,
        [CustodySheet.KindField] = medium.Kind switch { MediumKind.FlashDisk => "flash disk", MediumKind.HardDisk or MediumKind.SolidState => "hardisk", _ => "disk" },
        [CustodySheet.DigestField] = result.Digest,
        [CustodySheet.ComparedField] = "ya",
    };
}
