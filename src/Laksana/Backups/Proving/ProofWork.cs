namespace Laksana.Backups;

/// <summary>One check under way: where it works, what it reads, and the stopwatch.</summary>
internal sealed class ProofWork(ProofSettings settings, Artifact artifact, BackupIdentities keys, ScratchFolder scratch, StageProgress stage)
{
    public ProofSettings Settings { get; } = settings;

    public Artifact Artifact { get; } = artifact;

    public ArtifactSummary Summary => Artifact.Summary;

    public BackupIdentities Keys { get; } = keys;

    public ScratchFolder Scratch { get; } = scratch;

    public StageProgress Stage { get; } = stage;

    /// <summary>What the artifact says it holds; known once it was unpacked.</summary>
    public Manifest Manifest { get; set; } = null!;

    /// <summary>What lay in the artifact, by the manifest's names.</summary>
    public string Unpacked { get; } = scratch.Folder("isi");

    public string Dump => Path.Combine(Unpacked, "dump");

    public TimeSpan Restored { get; private set; }

    public TimeSpan Compared { get; private set; }

    public TimeSpan Checked { get; private set; }

    /// <summary>The stage that restores; its time is what a recovery would take.</summary>
    public async Task RestoringAsync(Task work) => Restored = await TimeAsync(work);

    public async Task ComparingAsync(Task work) => Compared = await TimeAsync(work);

    public async Task CheckingAsync(Task work) => Checked = await TimeAsync(work);

    private static async Task<TimeSpan> TimeAsync(Task work)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await work;
        return TimeProvider.System.GetElapsedTime(begun);
    }
}
