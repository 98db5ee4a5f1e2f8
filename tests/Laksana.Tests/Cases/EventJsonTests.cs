using System.Collections;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Tests.Register;
using Xunit;

namespace Laksana.Tests.Cases;

public sealed class EventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 5, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void every_event_reads_back_as_it_was_written() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var samples = new EventSamples(seed);
        for (var kind = 0; kind < EventSamples.Kinds; kind++)
        {
            var written = samples.Of(kind);
            var (name, version, body) = EventJson.Serialize(written);
            var read = EventJson.Deserialize(name, version, body);
            Assert.Equal(EventJson.Kinds[kind], name);
            Assert.Equal(body, EventJson.Serialize(read).Body);
            if (HoldsNoCollection(written)) Assert.Equal(written, read);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void every_kind_of_event_has_a_name_of_its_own()
    {
        var types = typeof(CaseEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CaseEvent))).ToList();
        Assert.Equal(types.Count, EventJson.Kinds.Distinct(StringComparer.Ordinal).Count());
        Assert.All(types, t => Assert.Contains(Kebab(t.Name), EventJson.Kinds));
    }

    [Fact]
    public void the_stored_form_is_readable_and_stays_as_it_is()
    {
        var completed = new StepCompleted(3, new Dictionary<string, RecordedValue>(StringComparer.Ordinal)
        {
            ["lokasi"] = RecordedValue.Clear("Kec. Ciamis “utara” <é>"),
            ["nama-pelapor"] = new RecordedValue(null, "00ff"),
        }, "ya", null, new TimeUsed(60, 5, 0), null, false)
        {
            At = At,
            By = new Authority("o1", "kasi", Capacity.Plh, "800/1", "kasi", AuthorityBasis.StandIn),
        };
        var (kind, version, body) = EventJson.Serialize(completed);
        Assert.Equal(("step-completed", (short)1), (kind, version));
        Assert.Equal("""
            {"at":"2026-10-05T01:00:00.0000000Z","by":{"officer":"o1","position":"kasi","capacity":"plh","warrant":"800/1","role":"kasi","basis":"standIn"},"run":3,"fields":{"lokasi":{"value":"Kec. Ciamis “utara” <é>"},"nama-pelapor":{"digest":"00ff"}},"outcome":"ya","time":{"handling":60,"queueing":5,"waiting":0},"byHand":false}
            """, Encoding.UTF8.GetString(body));
    }

    [Theory]
    [InlineData("step-forgotten", 1, "{}", ExitCode.DataDirectory)]
    [InlineData("note-added", 2, "{}", ExitCode.DataDirectory)]
    [InlineData("note-added", 0, """{"at":"2026-10-05T01:00:00Z","text":"a"}""", ExitCode.DataDirectory)]
    [InlineData("note-added", 1, "{}", ExitCode.DataDirectory)]
    [InlineData("note-added", 1, "null", ExitCode.DataDirectory)]
    [InlineData("note-added", 1, """{"at":"2026-10-05T01:00:00Z","text":null}""", ExitCode.DataDirectory)]
    [InlineData("note-added", 1, """{"at":"2026-10-05T01:00:00Z","text":"a","baru":1}""", ExitCode.DataDirectory)]
    [InlineData("note-added", 1, """{"at":"kemarin","text":"a"}""", ExitCode.DataDirectory)]
    [InlineData("note-added", 1, "{\"at\":", ExitCode.DataDirectory)]
    public void what_cannot_be_read_is_refused_with_a_hint(string kind, short version, string body, ExitCode code)
    {
        var refused = Assert.Throws<OperatorException>(() => EventJson.Deserialize(kind, version, Encoding.UTF8.GetBytes(body)));
        Assert.Equal(code, refused.Code);
        Assert.Contains(kind, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Hint);
    }

    private static bool HoldsNoCollection(CaseEvent happened) => !happened.GetType().GetProperties()
        .Any(p => p.PropertyType == typeof(System.Text.Json.JsonElement)
            || (p.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(p.PropertyType)));

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
