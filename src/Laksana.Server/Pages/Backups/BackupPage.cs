using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Backups;

/// <summary>What every page about backups needs.</summary>
internal sealed record BackupPageTools(BackupAccess Access, CurrentOffice Current, TimeProvider Clock);

/// <summary>A page about the backups of an office; see <see cref="BackupAccess"/> for whom.</summary>
internal abstract class BackupPage(BackupPageTools tools) : PageModel
{
    public OfficeAtWork AtWork => tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public DateTimeOffset Now => tools.Clock.GetUtcNow();

    protected CurrentOffice Office => tools.Current;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The answer to give at once: there is no such place, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync() => await tools.Access.ClosedAsync(Aborted) is { } status ? new StatusCodeResult(status) : null;
}
