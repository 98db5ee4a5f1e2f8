using Laksana.Automation;
using static Laksana.Backups.RecoveryFinding;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>A dump out of an artifact: decrypted into a scratch folder, every file checked against the manifest on the way.</summary>
internal sealed class ArtifactOrigin(BackupKeys keys, RecoverySettings settings) : IDumpOrigin
{
    public const string DumpFolder = "dump";

    private const string Contents = "toc.dat";

    public string Scratch => settings.Scratch.Directory;

    public async Task<RestoreList?> LookAsync(RecoverySite site, List<RecoveryFinding> findings, CancellationToken token)
    {
        try
        {
            var artifact = Artifact.At(site.Recovery.Folder!);
            if (site.Backup is { } backup) artifact.Require(backup);
            findings.Add(Fine("artifact", artifact.Name, BackupWords.Size(artifact.Summary.Bytes)));
            return await ReadContentsAsync(site, artifact, findings, token);
        }
        catch (ArtifactException fault)
        {
            findings.Add(Block(fault.Fault == ArtifactFault.WrongKey ? "key-wrong" : "artifact-fault", fault.Message));
            return null;
        }
    }

    public async Task<FetchedDump> FetchAsync(RecoverySite site, IActionProgress progress, CancellationToken token)
    {
        var artifact = Open(site);
        var place = ScratchFolder.Take(settings.Scratch);
        try
        {
            await progress.ReportAsync(Recovering["restore.unpack", artifact.Name, BackupWords.Size(artifact.Summary.Bytes)], 0, token);
            var folder = place.Folder("isi");
            var manifest = await artifact.UnpackAsync(folder, await keys.IdentitiesAsync(site.Recovery.Office, token), null, new Told(progress, artifact.Summary.SourceBytes, 0, 0.25), ByteRate.Unlimited, token);
            return new FetchedDump(Path.Combine(folder, DumpFolder), manifest.Fingerprint ?? throw Fail("no-fingerprint", artifact.Name), place);
        }
        catch (ArtifactException fault)
        {
            await place.DisposeAsync();
            throw new ActionFailedException(fault.Message, fault.Hint, mayRetry: false, fault);
        }
        catch (Exception)
        {
            await place.DisposeAsync();
            throw;
        }
    }

    internal static Artifact Open(RecoverySite site)
    {
        try
        {
            var artifact = Artifact.At(site.Recovery.Folder!);
            return site.Backup is null ? artifact : artifact.Require(site.Backup);
        }
        catch (ArtifactException fault)
        {
            throw new ActionFailedException(fault.Message, fault.Hint, mayRetry: false, fault);
        }
    }

    /// <summary>Opens it with the office's key and reads as far as the dump's table of contents: whether the key fits and the tools are new enough shows before anything is made.</summary>
    private async Task<RestoreList?> ReadContentsAsync(RecoverySite site, Artifact artifact, List<RecoveryFinding> findings, CancellationToken token)
    {
        await using var place = ScratchFolder.Take(settings.Scratch);
        var folder = place.Folder(DumpFolder);
        await foreach (var entry in artifact.ReadAsync(await keys.IdentitiesAsync(site.Recovery.Office, token), token))
        {
            if (entry.Name != DumpFolder + "/" + Contents) continue;
            await using (var file = new FileStream(Path.Combine(folder, Contents), FileMode.CreateNew)) await entry.Content.CopyToAsync(file, token);
            findings.Add(Fine("key"));
            break;
        }
        if (await RestoreProgram.FindAsync(token) is not { } program || !File.Exists(Path.Combine(folder, Contents))) return null;
        try
        {
            return await RestoreList.ReadAsync(program, folder, token);
        }
        catch (ActionFailedException failure)
        {
            findings.Add(Block("contents", failure.Message));
            return null;
        }
    }

    /// <summary>Bytes read as a share of the whole.</summary>
    internal sealed class Told(IActionProgress progress, long all, double from, double share) : IProgress<long>
    {
        private readonly long _begun = TimeProvider.System.GetTimestamp();
        private long _said;

        public void Report(long value)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (TimeProvider.System.GetElapsedTime(_said, now) < TimeSpan.FromMilliseconds(300)) return;
            _said = now;
            var part = Math.Clamp((double)value / Math.Max(1, all), 0, 1);
            var left = part > 0.02 ? TimeProvider.System.GetElapsedTime(_begun, now).TotalSeconds * (1 - part) / part : default(double?);
            progress.ReportAsync("", from + share * part, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            progress.CountAsync(new WorkCount(value, all, SecondsLeft: left), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
    }
}
