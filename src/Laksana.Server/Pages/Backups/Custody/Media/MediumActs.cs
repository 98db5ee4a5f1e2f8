using System.Globalization;
using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>An act on a medium that has its button on the medium's page.</summary>
internal abstract class MediumActPage(CustodyPageTools tools) : MediumPage(tools)
{
    protected async Task<IActionResult?> ReadAsync() => await FindAsync() is { } closed ? closed : MayAct ? null : Forbidden();

    /// <summary>Where it is plugged in; null with the answer to give.</summary>
    protected async Task<string?> MachineAsync() => Tools.Places.Find(AtWork.Id, Medium.Label) is { } here && here.Mark!.Mark == Medium.Mark ? Environment.MachineName
        : (await Tools.Media.SeenAsync(AtWork.Id, Aborted)).FirstOrDefault(s => s.Medium == Medium.Label)?.Machine;

    protected IActionResult Refused(CustodyAnswer.Refused refused)
    {
        TempData[Failed] = refused.Words + " " + refused.Hint;
        return LocalRedirect(Address);
    }

    /// <summary>A line of the medium's page when an act could not be begun.</summary>
    public const string Failed = "Medium.Failed";
}

/// <summary>Asks for a copy of a backup to it.</summary>
internal sealed class SalinModel(CustodyPageTools tools) : MediumActPage(tools)
{
    public async Task<IActionResult> OnPostAsync(string? backup, string? laju)
    {
        if (await ReadAsync() is { } closed) return closed;
        if (backup is null || await Tools.Backups.FindAsync(AtWork.Id, backup, Aborted) is not { } found) return NotFound();
        if (await MachineAsync() is not { } machine) return Refused(new("plugged-elsewhere", Medium.Label));
        var rate = double.TryParse(laju, NumberStyles.Float, CultureInfo.InvariantCulture, out var megabytes) && megabytes is >= 1 and <= 10_000 ? (long?)(megabytes * 1_000_000) : null;
        await Tools.Jobs.AskAsync(AtWork.Id, CopyJob.Order(new MediumJobOrder(Medium.Label, found.Id, Rate: rate), Me, machine), Aborted);
        return Done(Say["copy.asked", found.Id, Medium.Label], Address + "#pekerjaan");
    }
}

/// <summary>Asks for a measurement of it.</summary>
internal sealed class UkurModel(CustodyPageTools tools) : MediumActPage(tools)
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } closed) return closed;
        if (await MachineAsync() is not { } machine) return Refused(new("plugged-elsewhere", Medium.Label));
        await Tools.Jobs.AskAsync(AtWork.Id, MeasureJob.Order(new MediumJobOrder(Medium.Label, null), Me, machine), Aborted);
        return Done(Say["measure.asked", Medium.Label], Address + "#pekerjaan");
    }
}

/// <summary>Stops the work on it.</summary>
internal sealed class BatalModel(CustodyPageTools tools) : MediumActPage(tools)
{
    public async Task<IActionResult> OnPostAsync(Guid pekerjaan)
    {
        if (await ReadAsync() is { } closed) return closed;
        if (await Tools.Jobs.FindAsync(AtWork.Id, pekerjaan, Aborted) is not { } job || job.Subject != Medium.Label) return NotFound();
        await Tools.Jobs.CancelAsync(AtWork.Id, job.Id, Aborted);
        return Done(Say["job.cancelled"], Address);
    }
}

/// <summary>Puts its label on what is plugged in.</summary>
internal sealed class TandaiModel(CustodyPageTools tools) : MediumActPage(tools)
{
    public async Task<IActionResult> OnPostAsync(string? di)
    {
        if (await ReadAsync() is { } closed) return closed;
        return await Tools.Marking.MarkAsync(AtWork.Id, Me, Medium.Label, di ?? "/", Aborted) switch
        {
            CustodyAnswer.Refused refused => Refused(refused),
            CustodyAnswer.NotFound => NotFound(),
            _ => Done(Say["marked", Medium.Label], Address),
        };
    }
}
