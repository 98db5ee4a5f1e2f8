using System.Globalization;
using System.Text.Json;
using Laksana.Network.Probes;
using Xunit;

namespace Laksana.Tests.Network.Probes;

public sealed class ProbeSpecTests
{
    public static TheoryData<ProbeSpec> EveryKind { get; } =
    [
        new IcmpSpec("10.0.0.1") { Count = 4, DontFragment = true, TimeToLive = 3, PayloadLength = 1472, LossAbovePercent = 25, SlowAbove = TimeSpan.FromMilliseconds(80) },
        new PathSpec("situs.example") { MostHops = 12 },
        new MtuSpec("10.0.0.1") { Wanted = 1492 },
        new TcpSpec("10.0.0.1", 1521) { Timeout = TimeSpan.FromSeconds(2) },
        new DnsSpec("10.0.0.53", "www.contoh.example", "MX") { Expected = ["10 surat.contoh.example"] },
        new HttpSpec("https://contoh.example/berita") { ExpectedStatus = [200, 304], ExpectedText = "Berita", ApprovedHash = "ab", StaleAfterDays = 30, MostRedirects = 0, RequireTrust = false },
        new DomainExpirySpec("contoh.go.id") { DaysLeft = 30 },
        new SnmpSpec("10.0.0.2", "switch") { Interfaces = ["ether1"], Celsius = 60 },
        new LocalServiceSpec(LocalKind.Unit, "postgresql.service"),
        new DatabaseQuerySpec("siak") { Query = "select 1", Expected = "1" },
    ];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void every_kind_survives_being_stored_and_sent(ProbeSpec spec)
    {
        var json = spec.ToJson();
        var back = ProbeSpec.FromJson(json);
        Assert.IsType(spec.GetType(), back);
        Assert.Equal(json, back.ToJson());
        Assert.Empty(back.Faults());
    }

    [Fact]
    public void every_kind_is_tried_here() =>
        Assert.Equal(typeof(ProbeSpec).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ProbeSpec))).Select(t => t.Name).Order(), EveryKind.Select(row => row.Data.GetType().Name).Order());

    [Theory]
    [InlineData("""{"kind":"telnet","target":"a"}""")]
    [InlineData("""{"target":"10.0.0.1"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void what_is_no_specification_is_refused_as_such(string json) => Assert.Throws<JsonException>(() => ProbeSpec.FromJson(json));

    [Theory]
    [InlineData("""{"kind":"tcp","target":"-","port":0,"timeout":"00:00:00"}""", "timeout target port")]
    [InlineData("""{"kind":"tcp","target":null,"port":80}""", "target")]
    [InlineData("""{"kind":"icmp","target":"a b","count":0,"payload_length":99999,"time_to_live":0}""", "target count payload_length time_to_live")]
    [InlineData("""{"kind":"http","target":"ftp://contoh.example/"}""", "target")]
    [InlineData("""{"kind":"http","target":"http://siapa@contoh.example/","most_redirects":99}""", "target most_redirects")]
    [InlineData("""{"kind":"dns","target":"10.0.0.1","name":"","type":"ANY","expected":null}""", "name type")]
    [InlineData("""{"kind":"local","what":"Port","target":"http"}""", "target")]
    [InlineData("""{"kind":"local","what":"Unit","target":"--all"}""", "target")]
    [InlineData("""{"kind":"database","target":"siak","query":" "}""", "query")]
    public void every_fault_of_a_specification_is_named(string json, string fields) =>
        Assert.Equal(fields.Split(' '), ProbeSpec.FromJson(json).Faults().Select(fault => fault.Field));

    [Fact]
    public void every_finding_and_outcome_has_words_in_both_languages()
    {
        foreach (var language in new[] { "id", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var words = ProbeFindings.All.Select(ProbeFindings.InWords).Concat(Enum.GetValues<ProbeOutcome>().Select(ProbeFindings.InWords)).ToList();
            Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
            Assert.Contains("kode-lain", ProbeFindings.InWords("kode-lain"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void what_a_strangers_machine_said_is_kept_short_and_printable()
    {
        var result = new ProbeResult(ProbeOutcome.Down, null, ProbeFindings.Garbage, "\u001b[31mHTTP\r\n/1.1\u202e \ud800 ok\0" + new string('x', 100_000), new Dictionary<string, string>
        {
            ["na\nma"] = "\u0007" + new string('y', 100_000),
        });
        Assert.StartsWith("[31mHTTP /1.1 ok x", result.Detail, StringComparison.Ordinal);
        Assert.Equal(Evidence.Longest, result.Detail.Length);
        var (name, value) = Assert.Single(result.Facts!);
        Assert.Equal(("na ma", Evidence.Longest), (name, value.Length));
        Assert.Equal(result.Detail, (result with { Detail = result.Detail + "\n" }).Detail[..Evidence.Longest]);
    }
}
