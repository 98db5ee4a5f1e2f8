using System.Globalization;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Lokasi;

/// <summary>What the forms about a site share.</summary>
internal abstract class SiteForm(CurrentOffice office, OfficeEditing editing) : FormPage(office)
{
    public override (string Address, string Name) Back => ("/pengaturan/lokasi", Say["sites"]);

    protected IReadOnlyList<Site> Sites => AtWork.Definition.Sites;

    protected static IReadOnlyList<SettingInput> FieldsOf(Site? site) =>
    [
        new("nama", Say["site.name"], site?.Name) { Required = true },
        new("alamat", Say["site.address"], site?.Address) { Hint = Say["site.address.hint"] },
        new("port", Say["site.port"], site?.Port?.ToString(CultureInfo.InvariantCulture), InputKind.Number) { Hint = Say["site.port.hint"] },
    ];

    protected Site SentSite(string? id)
    {
        var (name, address) = (SentLine("nama", needed: true) ?? "", SentLine("alamat", needed: false));
        if (Sites.Any(s => s.Id != id && s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) Wrong("nama", Say["site.taken"]);
        if (address is not null && Uri.CheckHostName(address) == UriHostNameType.Unknown) Wrong("alamat", Say["site.bad-address"]);
        int? port = null;
        if (Sent("port") is { Length: > 0 } text)
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535) port = number;
            else Wrong("port", Say["site.bad-port"]);
        return new Site(id ?? Slug.New(name, [.. Sites.Select(s => s.Id), "baru", "impor"]), name, address, port);
    }

    protected Task<IReadOnlyList<string>> ChangeAsync(string subject, Func<OfficeDefinition, OfficeDefinition> change, params IReadOnlyList<(string, string?)> details) =>
        editing.ChangeAsync(Current.Id, Current.Officer, AdministrationActs.SitesChanged, subject, details, change, Token);
}
