using Laksana.Backups;
using Laksana.Officers;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>What a page about backups as a whole needs.</summary>
internal sealed record BackupTools(TakingDoor Door, BackupBook Book, BackupJobs Jobs, BackupSettings Settings, BackupPageTools Page);

/// <summary>A page about the sources, their backups, and the work on them.</summary>
internal abstract class TakingPage(BackupTools tools) : BackupPage(tools.Page)
{
    protected const string Home = "/backup";

    public TakingRights Rights { get; private set; } = null!;

    protected BackupTools Tools { get; } = tools;

    public string NameOf(string officer) => officer == AdministrationLog.Installation ? Say["by-program"] : AtWork.NameOf(officer);

    public WorkView View(JobNow job) => new(job, Rights.ToCancel(Office.Officer, job));

    /// <summary>As <see cref="BackupPage.EnterAsync"/>, and learns what the officer may do.</summary>
    protected async Task<IActionResult?> EnterWithRightsAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Rights = await Tools.Door.RightsAsync(AtWork, Aborted);
        return null;
    }
}
