using Laksana.Backups;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>What a page about checks and trial restores needs.</summary>
internal sealed record ProofTools(BackupBook Book, DrillBook Drills, BackupJobs Jobs, BackupProof Proof, BackupPageTools Page);

/// <summary>A page about checks and trial restores.</summary>
internal abstract class ProofPage(ProofTools tools) : BackupPage(tools.Page)
{
    protected ProofTools Tools { get; } = tools;

    /// <summary>Where a backup can be read: on this machine when its folder is here, otherwise where it was made.</summary>
    protected string MachineOf(Backup backup) => Directory.Exists(Tools.Proof.FolderOf(AtWork.Id, backup.Id)) ? Environment.MachineName : backup.Machine;

    protected static bool IsProof(JobNow job) => job.Kind is VerifyJob.Name or DrillJob.Name;
}
