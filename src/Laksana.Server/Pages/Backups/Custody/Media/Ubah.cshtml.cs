using System.Globalization;
using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>Corrects a medium's entry.</summary>
internal sealed class UbahModel(CustodyPageTools tools) : MediumForm(tools)
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        (Kind, Serial, Capacity, Owner, Place, Days, Seen) = (Medium.Kind.ToString(), Medium.Serial, ListedMedia.CapacityText(Medium.Capacity), Medium.Owner, Medium.Place,
            Medium.CheckDays.ToString(CultureInfo.InvariantCulture), Medium.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        if (Entry(Medium.Label) is not { } entry) return ShowFaults();
        return AnswerTo(await Tools.Desk.ChangeAsync(Form, entry, Aborted), Say["saved"], Address);
    }
}
