using System.Globalization;
using Laksana.Backups;
using Laksana.Server.Pages.Pengaturan;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>A form about a medium's entry: what was typed stays, and everything wrong is told at once.</summary>
internal abstract class MediumForm(CustodyPageTools tools) : MediumPage(tools)
{
    private const int LongestText = 200;

    [BindProperty(Name = "jenis")]
    public string? Kind { get; set; }

    [BindProperty(Name = "seri")]
    public string? Serial { get; set; }

    [BindProperty(Name = "kapasitas")]
    public string? Capacity { get; set; }

    [BindProperty(Name = "pemilik")]
    public string? Owner { get; set; }

    [BindProperty(Name = "tempat")]
    public string? Place { get; set; }

    [BindProperty(Name = "hari")]
    public string? Days { get; set; }

    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<SettingInput> Inputs => [.. Fields().Select(f => f with { Fault = Wrong.GetValueOrDefault(f.Name) })];

    protected virtual IEnumerable<SettingInput> Fields()
    {
        yield return new("jenis", Say["kind"], Kind ?? nameof(MediumKind.FlashDisk), InputKind.Select) { Options = [.. Enum.GetValues<MediumKind>().Select(k => (k.ToString(), Say["kind." + k]))] };
        yield return new("seri", Say["serial"], Serial) { Hint = Say["serial.hint"], Longest = LongestText };
        yield return new("kapasitas", Say["capacity"], Capacity) { Hint = Say["capacity.hint"], Longest = 30 };
        yield return new("pemilik", Say["owner"], Owner) { Required = true, Longest = LongestText };
        yield return new("tempat", Say["place"], Place) { Required = true, Hint = Say["place.hint"], Longest = LongestText };
        yield return new("hari", Say["check-days"], Days ?? MediumEntry.UsualCheckDays.ToString(CultureInfo.InvariantCulture), InputKind.Number) { Required = true, Hint = Say["check-days.hint"] };
    }

    /// <summary>The entry as it was typed; null when something is wrong, noted in <see cref="Wrong"/>.</summary>
    protected MediumEntry? Entry(string label)
    {
        if (!Enum.TryParse<MediumKind>(Kind, out var kind) || !Enum.IsDefined(kind)) Wrong["jenis"] = Say["needed"];
        var capacity = string.IsNullOrWhiteSpace(Capacity) ? null : ListedMedia.ReadCapacity(Capacity);
        if (capacity is null && !string.IsNullOrWhiteSpace(Capacity)) Wrong["kapasitas"] = Say["capacity.wrong"];
        if (!int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 3660) Wrong["hari"] = Say["check-days.wrong"];
        var entry = new MediumEntry(label, kind, Line("seri", Serial, needed: false), capacity, Line("pemilik", Owner, needed: true) ?? "", Line("tempat", Place, needed: true) ?? "", days);
        return Wrong.Count == 0 ? entry : null;
    }

    protected PageResult ShowFaults()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Refusal = new Refusal(Say["faults", Wrong.Count], Say["faults.hint"]);
        return Page();
    }

    private string? Line(string name, string? text, bool needed)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (needed) Wrong[name] = Say["needed"];
            return null;
        }
        if (text.Length > LongestText || text.Any(char.IsControl)) Wrong[name] = Say["too-long", LongestText];
        return text;
    }
}
