using System.Globalization;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan;

/// <summary>Lets agenda numbers go on after the last one of the paper book: raised only, with a reason.</summary>
internal sealed class NomorModel(CurrentOffice office, OfficeDesk books, PublishedSheets sheets, LaksanaDatabase database, TimeProvider clock) : FormPage(office)
{
    private IReadOnlyList<(string Code, string Title, int Last)> _codes = [];

    public override string Title => Say["numbers"];
    public override string? Lead => Say["numbers.lead", string.Join("; ", _codes.Select(c => Say["numbers.now", c.Code, c.Last, $"{c.Code}-{Year}-{c.Last + 1:0000}"]))];
    public override (string Address, string Name) Back => ("/pengaturan", Say["title"]);

    private int Year => AtWork.DayOf(clock.GetUtcNow()).Year;

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("kode", Say["numbers.code"], null, InputKind.Select) { Options = [("", Say["choose"]), .. _codes.Select(c => (c.Code, $"{c.Code} — {c.Title}"))] },
        new("tahun", Say["numbers.year"], Year.ToString(CultureInfo.InvariantCulture), InputKind.Number) { Required = true },
        new("terakhir", Say["numbers.last"], null, InputKind.Number) { Required = true, Hint = Say["numbers.last.hint"] },
        new("alasan", Say["reason"]) { Required = true, Hint = Say["numbers.reason"] },
    ];

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        var code = _codes.FirstOrDefault(c => c.Code == Sent("kode")).Code;
        if (code is null) Wrong("kode", Say["needed"]);
        if (!int.TryParse(Sent("tahun"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || Math.Abs(year - Year) > 1) Wrong("tahun", Say["numbers.bad-year", Year]);
        if (!int.TryParse(Sent("terakhir"), NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last is < 1 or > 999_999) Wrong("terakhir", Say["numbers.bad-last"]);
        var reason = SentLine("alasan", needed: true);
        if (HasFaults) return Refuse();
        if (await books.RaiseNumberAsync(Current.Id, code!, year, last, reason!, Current.Officer, Token) == 0)
        {
            Wrong("terakhir", Say["numbers.past"]);
            return Refuse();
        }
        return Done(Say["numbers.raised", code, $"{code}-{year}-{last + 1:0000}"], "/pengaturan/nomor");
    }

    private async Task ReadAsync()
    {
        var current = await sheets.AllCurrentAsync(Current.Id, AtWork.DayOf(clock.GetUtcNow()), Token);
        await using var batch = database.Batch(Current.Id);
        batch.Add("select code, last from case_counter where office = $1 and year = $2", Current.Id, Year);
        await using var reader = await batch.ReadAsync(Token);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync(Token)) last[reader.GetString(0)] = reader.GetInt32(1);
        _codes = [.. current.Select(s => (s.Procedure.CaseCode, s.Procedure.Title, last.GetValueOrDefault(s.Procedure.CaseCode)))];
    }
}
