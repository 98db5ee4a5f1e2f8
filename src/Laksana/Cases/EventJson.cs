using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Laksana.Officers;
using Laksana.Register;

namespace Laksana.Cases;

/// <summary>
/// An event as the bytes that are stored and hashed, and back. JSON in camel case: enums by name, nothing written for null, instants
/// in UTC with seven decimals, letters beyond ASCII as they are. A kind's name and the meaning of a body version never change.
/// </summary>
public static class EventJson
{
    private static readonly EventJsonContext Context = new(new JsonSerializerOptions(EventJsonContext.Default.Options)
    {
        // The bytes are data; whoever shows them on a page encodes them there.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly EventForm[] All =
    [
        new("case-opened", 2, Context.CaseOpened),
        new("step-ready", 1, Context.StepReady),
        new("step-begun", 2, Context.StepBegun),
        new("step-released", 1, Context.StepReleased),
        new("step-reassigned", 1, Context.StepReassigned),
        new("step-completed", 2, Context.StepCompleted),
        new("step-reported", 2, Context.StepReported),
        new("report-acknowledged", 2, Context.ReportAcknowledged),
        new("step-returned", 2, Context.StepReturned),
        new("clock-paused", 2, Context.ClockPaused),
        new("clock-resumed", 2, Context.ClockResumed),
        new("action-started", 2, Context.ActionStarted),
        new("action-succeeded", 1, Context.ActionSucceeded),
        new("action-failed", 1, Context.ActionFailed),
        new("action-cancelled", 2, Context.ActionCancelled),
        new("document-attached", 2, Context.DocumentAttached),
        new("message-received", 1, Context.MessageReceived),
        new("note-added", 1, Context.NoteAdded),
        new("limit-passed", 1, Context.LimitPassed),
        new("on-behalf-confirmed", 1, Context.OnBehalfConfirmed),
        new("case-cancelled", 1, Context.CaseCancelled),
        new("case-closed", 1, Context.CaseClosed),
        new("case-moved", 1, Context.CaseMoved),
        new("values-erased", 1, Context.ValuesErased),
        new("case-linked", 1, Context.CaseLinked),
        new("case-reopened", 1, Context.CaseReopened),
    ];

    private static readonly FrozenDictionary<Type, EventForm> ByType = All.ToFrozenDictionary(f => f.Json.Type);
    private static readonly FrozenDictionary<string, EventForm> ByKind = All.ToFrozenDictionary(f => f.Kind, StringComparer.Ordinal);

    /// <summary>Every kind there is, in the order of <c>CaseEvent.cs</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(f => f.Kind)];

    /// <summary>The kind that an event is stored under.</summary>
    public static string KindOf(CaseEvent happened) => ByType[happened.GetType()].Kind;

    public static (string Kind, short BodyVersion, byte[] Body) Serialize(CaseEvent happened)
    {
        var form = ByType[happened.GetType()];
        return (form.Kind, BodyVersionOf(happened), JsonSerializer.SerializeToUtf8Bytes(happened, form.Json));
    }

    /// <summary>A body that says nothing new is written as it always was, so that a program of the release before still reads it.</summary>
    private static short BodyVersionOf(CaseEvent happened) => happened switch
    {
        // 2: opened, or sent, by the public (`channel`); sent for a field (`field`).
        CaseOpened { Channel: not null } or DocumentAttached { Channel: not null } or DocumentAttached { Field: not null } => 2,
        // 2 of what may be recorded for a superior: `onBehalf` says his capacity and warrant.
        { By.OnBehalf.Capacity: not null } => ByType[happened.GetType()].Newest,
        _ => 1,
    };

    /// <exception cref="OperatorException">
    /// The kind is unknown or the body version newer (a newer program wrote it), or the body is not what its kind says (it is damaged).
    /// </exception>
    public static CaseEvent Deserialize(string kind, short bodyVersion, ReadOnlySpan<byte> body)
    {
        if (!ByKind.TryGetValue(kind, out var form))
            throw new OperatorException(RegisterWords.Say["event-kind-unknown", kind], RegisterWords.Say["event-newer-hint"], ExitCode.DataDirectory);
        if (bodyVersion > form.Newest)
            throw new OperatorException(RegisterWords.Say["event-version-newer", kind, bodyVersion, form.Newest],
                RegisterWords.Say["event-newer-hint"], ExitCode.DataDirectory);
        try
        {
            if (bodyVersion >= 1 && JsonSerializer.Deserialize(body, form.Json) is CaseEvent read) return read;
        }
        catch (JsonException damaged)
        {
            throw Damaged(kind, damaged);
        }
        throw Damaged(kind, null);
    }

    private static OperatorException Damaged(string kind, JsonException? cause) =>
        new(RegisterWords.Say["event-damaged", kind, cause?.Path ?? "$"], RegisterWords.Say["event-damaged-hint"], ExitCode.DataDirectory, cause);

    private sealed record EventForm(string Kind, short Newest, JsonTypeInfo Json);
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcInstantConverter), typeof(CapacityName), typeof(BasisName), typeof(LimitName), typeof(LinkName)])]
[JsonSerializable(typeof(CaseOpened))]
[JsonSerializable(typeof(StepReady))]
[JsonSerializable(typeof(StepBegun))]
[JsonSerializable(typeof(StepReleased))]
[JsonSerializable(typeof(StepReassigned))]
[JsonSerializable(typeof(StepCompleted))]
[JsonSerializable(typeof(StepReported))]
[JsonSerializable(typeof(ReportAcknowledged))]
[JsonSerializable(typeof(StepReturned))]
[JsonSerializable(typeof(ClockPaused))]
[JsonSerializable(typeof(ClockResumed))]
[JsonSerializable(typeof(ActionStarted))]
[JsonSerializable(typeof(ActionSucceeded))]
[JsonSerializable(typeof(ActionFailed))]
[JsonSerializable(typeof(ActionCancelled))]
[JsonSerializable(typeof(DocumentAttached))]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(LimitPassed))]
[JsonSerializable(typeof(OnBehalfConfirmed))]
[JsonSerializable(typeof(CaseCancelled))]
[JsonSerializable(typeof(CaseClosed))]
[JsonSerializable(typeof(CaseMoved))]
[JsonSerializable(typeof(ValuesErased))]
[JsonSerializable(typeof(CaseLinked))]
[JsonSerializable(typeof(CaseReopened))]
internal sealed partial class EventJsonContext : JsonSerializerContext;

internal sealed class CapacityName() : JsonStringEnumConverter<Capacity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class BasisName() : JsonStringEnumConverter<AuthorityBasis>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class LimitName() : JsonStringEnumConverter<LimitKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class LinkName() : JsonStringEnumConverter<LinkKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>An instant as <c>2026-10-05T01:00:00.0000000Z</c>, whatever offset it was given with.</summary>
internal sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    private const int Length = 28;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        Utf8Formatter.TryFormat(value.UtcDateTime, text, out var written, 'O');
        writer.WriteStringValue(text[..written]);
    }
}
