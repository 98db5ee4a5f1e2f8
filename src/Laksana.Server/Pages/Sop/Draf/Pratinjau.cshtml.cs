using Laksana.Cases;
using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>A draft as it will hang on the wall: the official form, the paths through it with their times, a simulation, and what changed.</summary>
internal sealed class PratinjauModel(DraftDesk desk) : DraftPage(desk)
{
    private const int MostPaths = 200;
    private const int Walks = 500;

    /// <summary>Null while the text has errors.</summary>
    public SheetForm? Form { get; private set; }

    public SheetWalk? Walk { get; private set; }

    public SimulationResult? Trial { get; private set; }

    public SheetComparison? Comparison { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await ReadAsync()) return NotFound();
        if (Findings.Procedure is not { } sheet) return Page();
        var version = new SheetVersion(Desk.Office, Draft.BaseVersion + 1, sheet, Text, Draft.Effective ?? Desk.Today, Draft.ChangedAt, Draft.WhatChanged ?? Draft.Why);
        Form = new SheetForm(version, Desk.AtWork.Definition, onPaper: false);
        var options = new WalkOptions { MinutesPerDay = Desk.AtWork.Calendar.MinutesPerDay, MostPaths = MostPaths };
        Walk = SheetPaths.Walk(sheet, options);
        Trial = Simulation.Run(sheet, seed: 1, Walks, options);
        var before = Draft.Status == DraftStatus.Published ? await Desk.Published.FindAsync(Desk.Office, Draft.Sheet, Draft.BaseVersion, Aborted) : Newest;
        Comparison = before is null ? null : SheetComparison.Of(before.Procedure, sheet);
        return Page();
    }

    public string Duration(double minutes) => Walk!.Words(minutes);
}
