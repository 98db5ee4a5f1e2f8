using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Gives a position: for good, as Plt. or as Plh.</summary>
internal sealed class JabatanModel(CurrentOffice office, OfficeDesk books, StaffList staff, TaskRebuild rebuild, TimeProvider clock) : OfficerForm(office, books, staff)
{
    public override string Title => Say["holding.give", Member.Name];
    public override string? Lead => Say["holding.give.lead"];

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("jabatan", Say["position"], null, InputKind.Select) { Options = [("", Say["choose"]), .. AtWork.Definition.Positions.Select(p => (p.Id, p.Title))] },
        new("status", Say["holding.capacity"], nameof(Capacity.Definitive), InputKind.Select) { Hint = Say["holding.capacity.hint"], Options = [.. Enum.GetValues<Capacity>().Select(c => (c.ToString(), Say["capacity." + c]))] },
        new("surat", Say["holding.warrant"]) { Hint = Say["holding.warrant.hint"] },
        new("mulai", Say["since"], Iso(Today(clock)), InputKind.Date) { Required = true },
        new("sampai", Say["until"], null, InputKind.Date) { Hint = Say["holding.until.hint"] },
    ];

    public async Task<IActionResult> OnGetAsync(string petugas) => await FindAsync(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        var position = AtWork.Definition.Positions.FirstOrDefault(p => p.Id == Sent("jabatan"));
        if (position is null) Wrong("jabatan", Say["needed"]);
        if (!Enum.TryParse<Capacity>(Sent("status"), out var capacity) || !Enum.IsDefined(capacity)) Wrong("status", Say["needed"]);
        var warrant = SentLine("surat", needed: capacity != Capacity.Definitive);
        var (since, until) = (SentDay("mulai", needed: true), SentDay("sampai", needed: false));
        if (until < since) Wrong("sampai", Say["dates-inverted"]);
        // A position opens cases and approvals: whoever gives positions does not give them to himself.
        if (Member.Officer == Current.Officer) Wrong("jabatan", Say["holding.own"]);
        if (HasFaults) return Refuse();
        await Books.AppointAsync(Current.Id, Member.Officer, position!.Id, capacity, warrant, since!.Value, until, Token, Current.Officer);
        await rebuild.RunAsync(Current.Id, Token);
        return Done(Say["holding.given", OfficeNames.Prefix(capacity) + position.Title, Member.Name]);
    }
}
