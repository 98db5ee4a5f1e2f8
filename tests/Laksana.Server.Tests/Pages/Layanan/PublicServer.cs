using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Laksana.Server.Hosting;
using Laksana.Server.Pages.Layanan;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Server.Tests.Pages.Layanan;

/// <summary>The demo's offices behind a proxy that says where citizens come from, with forms that may be filled in at once.</summary>
public class PublicServer : DemoServer
{
    internal override ServeOptions Options => base.Options with { Proxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] };

    private protected virtual PublicLimits Limits => new() { LeastTime = TimeSpan.Zero, AskOffice = 10_000, MostOfOffice = 100_000 };

    protected override void Offer(IServiceCollection services) => services.AddSingleton(Limits);

    internal Citizen Citizen(string address) => new(Visit(), address);

    /// <summary>Tables in which the text stands anywhere, in the clear or as bytes.</summary>
    internal async Task<List<string>> TablesThatHoldAsync(string text, string office = Office)
    {
        var tables = new List<string>();
        await using (var batch = Database.Batch(office))
        {
            batch.Add("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and has_table_privilege(table_name, 'select') order by 1");
            await using var reader = await batch.ReadAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }
        var found = new List<string>();
        foreach (var table in tables)
            if (await Database.ScalarAsync<long>(office, $"select count(*) from \"{table}\" t where position($1 in t::text) > 0 or position($2 in t::text) > 0", text, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))) > 0)
                found.Add(table);
        return found;
    }
}

/// <summary>Somebody of the public with a browser without scripts, behind an address.</summary>
internal sealed class Citizen(Visitor browser, string address) : IDisposable
{
    public const string Data = "/layanan/banjarnegara/penyajian-data-kependudukan/ajukan", Complaint = "/layanan/banjarnegara/pengaduan";

    public static readonly byte[] Pdf = "%PDF-1.7\nsurat"u8.ToArray();

    public static (string, string)[] Request(string agency = "Bappeda") =>
    [
        ("isian.instansi", agency), ("isian.nama-pemohon", "Siti Rahmawati"), ("isian.kontak-pemohon", "0812 3456 7890"), ("isian.tanggal-surat", "2026-11-19"),
        ("isian.data-diminta", "Jumlah penduduk menurut kecamatan"), ("isian.keperluan", "Penelitian"),
    ];

    public Visitor Browser => browser;

    public Task<Seen> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Fills in the page's form and sends it with documents.</summary>
    public Task<Seen> SubmitAsync(Seen page, (string Name, string Value)[] values, params (string Input, string File, byte[] Bytes)[] documents)
    {
        var form = (IHtmlFormElement)page.Document.QuerySelector("main form[method=post]")!;
        var content = new MultipartFormDataContent();
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(i => (Name: i.Name!, i.Value)).Where(f => values.All(v => v.Name != f.Name)).Concat(values);
        foreach (var (name, value) in fields) content.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (input, file, bytes) in documents) content.Add(new ByteArrayContent(bytes), $"\"{input}\"", $"\"{file}\"");
        var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") is { Length: > 0 } action ? action : page.PathAndQuery) { Content = content };
        request.Headers.Add("Origin", browser.Address.GetLeftPart(UriPartial.Authority));
        return SendAsync(request);
    }

    /// <summary>A whole request for data; ends on the page with its number.</summary>
    public async Task<Seen> AskAsync(string agency = "Bappeda") => await SubmitAsync(await OpenAsync(Data), Request(agency), ("dokumen.surat-permohonan", "surat Siti Rahmawati.pdf", Pdf));

    public async Task<Seen> ComplainAsync(string identity, (string, string)[] values, params (string, string, byte[])[] documents) =>
        await SubmitAsync(await OpenAsync(Complaint), [("identitas", identity), .. values], documents);

    public void Dispose() => browser.Dispose();

    private Task<Seen> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("X-Forwarded-For", address);
        return browser.SendAsync(request);
    }
}
