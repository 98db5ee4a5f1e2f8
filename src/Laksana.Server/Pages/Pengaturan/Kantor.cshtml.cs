using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Laksana.WorkTime;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan;

/// <summary>The office's name, address, zone and its limit for work that nobody has begun.</summary>
internal sealed class KantorModel(CurrentOffice office, OfficeEditing editing) : FormPage(office)
{
    public override string Title => Say["office"];
    public override string? Lead => Say["office.lead"];
    public override (string Address, string Name) Back => ("/pengaturan", Say["title"]);

    private OfficeDefinition Now => AtWork.Definition;
    private string Version => VersionOf(Now.Name, Now.Government, Now.Address, Now.Phone, Now.Email, Now.Zone.Abbreviation, Limit);
    private string Limit => Now.QueueLimit is { } limit ? OfficeWriter.Amount(limit) : "";

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("nama", Say["office.name"], Now.Name) { Required = true },
        new("pemerintah", Say["office.government"], Now.Government) { Hint = Say["office.government.hint"] },
        new("alamat", Say["office.address"], Now.Address),
        new("telepon", Say["office.phone"], Now.Phone) { Longest = 40 },
        new("surel", Say["office.email"], Now.Email),
        new("zona", Say["office.zone"], Now.Zone.Abbreviation, InputKind.Select) { Options = [.. OfficeZone.All.Select(z => (z.Abbreviation, $"{z.Abbreviation} ({z.Id})"))], Hint = Say["office.zone.hint"] },
        new("batas", Say["office.queue-limit"], Limit) { Hint = Say["office.queue-limit.hint"], Longest = 40 },
        new("versi", "", Version, InputKind.Hidden),
    ];

    public void OnGet()
    {
        // The form shows what stands.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, government, address, phone, email) = (SentLine("nama", needed: true), SentLine("pemerintah", needed: false), SentLine("alamat", needed: false), SentLine("telepon", needed: false), SentLine("surel", needed: false));
        if (!OfficeZone.TryParse(Sent("zona"), out var zone)) Wrong("zona", Say["needed"]);
        WorkAmount? limit = null;
        if (Sent("batas") is { Length: > 0 } text)
            if (StandardTime.TryParse(text, out var time, out var problem) && time.Lower is null) limit = time.Limit;
            else Wrong("batas", problem ?? Say["office.queue-limit.range"]);
        if (email is not null && !(email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.Contains(' ', StringComparison.Ordinal))) Wrong("surel", Say["office.bad-email"]);
        if (HasFaults) return Refuse();
        if (Sent("versi") != Version)
            return Conflict(Now.FullName, Now.Address ?? "—", Now.Phone ?? "—", Now.Zone.Abbreviation, Say["office.queue-limit"] + ": " + Limit);
        var errors = await editing.ChangeAsync(Current.Id, Current.Officer, AdministrationActs.OfficeChanged, Current.Id,
            [("name", name), ("address", address), ("phone", phone), ("zone", zone!.Abbreviation), ("queue-limit", limit is { } l ? OfficeWriter.Amount(l) : "")],
            definition => definition with { Name = name!, Government = government, Address = address, Phone = phone, Email = email, Zone = zone!, QueueLimit = limit }, Token);
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["saved"]);
    }
}
