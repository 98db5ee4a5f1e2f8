using System.Text.Json;
using Laksana.Cases;
using Laksana.Officers;

namespace Laksana.Tests.Register;

/// <summary>Makes events of every kind from chance, with the odd texts that real forms receive.</summary>
internal sealed class EventSamples(int seed)
{
    private static readonly string[] Texts =
    [
        "", "Kabel putus di Kec. Ciamis", "lampu “LOS” menyala é ñ 漢字 😀", "<b>&amp;</b> ' \" \\ /", "baris\r\nkedua\tkolom\0nol",
        new('x', 3000), "+62 812-0000-0000",
    ];

    private readonly Random _random = new(seed);

    public static int Kinds => EventJson.Kinds.Count;

    public CaseEvent Any() => Of(_random.Next(Kinds));

    public CaseEvent Of(int kind) => kind switch
    {
        0 => new CaseOpened(Text(), Text(), Number(), Values(), Maybe(Text), MaybeTime()) { At = Time(), By = By(), Channel = Maybe(Text) },
        1 => new StepReady(Number(), Text(), Maybe(Text), Number()) { At = Time(), By = By() },
        2 => new StepBegun(Number(), MaybeTime()) { At = Time(), By = By() },
        3 => new StepReleased(Number(), Maybe(Text)) { At = Time(), By = By() },
        4 => new StepReassigned(Number(), Text(), Text()) { At = Time(), By = By() },
        5 => new StepCompleted(Number(), Values(), Maybe(Text), Maybe(Text), Used(), MaybeTime(), Flip()) { At = Time(), By = By() },
        6 => new StepReported(Number(), Values(), Maybe(Text), Used(), MaybeTime()) { At = Time(), By = By() },
        7 => new ReportAcknowledged(Number(), Maybe(Text), Maybe(Text), Number(), MaybeTime()) { At = Time(), By = By() },
        8 => new StepReturned(Number(), Text(), Many(Text), Text(), Used()) { At = Time(), By = By() },
        9 => new ClockPaused(Number(), Text(), Text()) { At = Time(), By = By() },
        10 => new ClockResumed(Number(), Maybe(Text)) { At = Time(), By = By() },
        11 => new ActionStarted(Number(), Id(), Text(), Number()) { At = Time(), By = By() },
        12 => new ActionSucceeded(Number(), Id(), Text(), Maybe(Text), Result()) { At = Time(), By = By() },
        13 => new ActionFailed(Number(), Id(), Text(), Maybe(Text)) { At = Time(), By = By() },
        14 => new ActionCancelled(Number(), Id(), Text()) { At = Time(), By = By() },
        15 => new DocumentAttached(Text(), Text(), Text(), _random.NextInt64(), Flip() ? Number() : null) { At = Time(), By = By(), Field = Maybe(Text), Channel = Maybe(Text) },
        16 => new MessageReceived(new RecordedValue(null, Text())) { At = Time(), Channel = Text() },
        17 => new NoteAdded(Text()) { At = Time(), By = By() },
        18 => new LimitPassed(Number(), (LimitKind)_random.Next(3), Time()) { At = Time(), By = By() },
        19 => new OnBehalfConfirmed(Number(), Flip(), Maybe(Text)) { At = Time(), By = By() },
        20 => new CaseCancelled(Text()) { At = Time(), By = By() },
        21 => new CaseClosed(Used()) { At = Time(), By = By() },
        22 => new CaseMoved(Number(), Many(Text).Distinct(StringComparer.Ordinal).ToDictionary(s => s, _ => Text(), StringComparer.Ordinal), Text())
        { At = Time(), By = By() },
        23 => new ValuesErased(Many(Text), Text()) { At = Time(), By = By() },
        24 => new CaseLinked(Text(), (LinkKind)_random.Next(3), Text()) { At = Time(), By = By() },
        25 => new CaseReopened(Text()) { At = Time(), By = By() },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a sample."),
    };

    private bool Flip() => _random.Next(2) == 0;

    private int Number() => _random.Next(5) == 0 ? int.MaxValue : _random.Next(100);

    private string Text() => Texts[_random.Next(Texts.Length)];

    private string? Maybe(Func<string> make) => Flip() ? make() : null;

    private DateTimeOffset Time() =>
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(_random.Next(-12, 13))) + TimeSpan.FromTicks(_random.NextInt64(TimeSpan.TicksPerDay * 700));

    private DateTimeOffset? MaybeTime() => Flip() ? Time() : null;

    private Guid Id() => new([.. Enumerable.Range(0, 16).Select(_ => (byte)_random.Next(256))]);

    private TimeUsed Used() => new(Number(), Number(), Number());

    private IReadOnlyList<string> Many(Func<string> make) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => make())];

    private Dictionary<string, RecordedValue> Values() => Enumerable.Range(0, _random.Next(4))
        .ToDictionary(i => "isian-" + i, _ => Flip() ? RecordedValue.Clear(Text()) : new RecordedValue(null, "ab12"), StringComparer.Ordinal);

    private Authority? By() => Flip() ? null : new Authority(Text(), Maybe(Text), (Capacity)_random.Next(3), Maybe(Text), Maybe(Text),
        (AuthorityBasis)_random.Next(5))
    { OnBehalf = Flip() ? new OnBehalf(Text(), Text(), Text(), Flip() ? (Capacity)_random.Next(3) : null, null) : null };

    private static JsonElement Result() => JsonElement.Parse("""{"z":1.50,"a":["é",null,{}],"lama":1e3}""");
}
