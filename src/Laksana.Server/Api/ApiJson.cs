using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Laksana.Automation;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Register;
using Laksana.Server.Accounts;

namespace Laksana.Server.Api;

/// <summary>The shapes of the API.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(CaseMark))]
[JsonSerializable(typeof(CaseView))]
[JsonSerializable(typeof(CasePage))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(OpenForm))]
[JsonSerializable(typeof(NoteForm))]
[JsonSerializable(typeof(ReasonForm))]
[JsonSerializable(typeof(LinkForm))]
[JsonSerializable(typeof(ConfirmForm))]
[JsonSerializable(typeof(AfterwardsForm))]
[JsonSerializable(typeof(CompleteForm))]
[JsonSerializable(typeof(AcknowledgeForm))]
[JsonSerializable(typeof(ReturnForm))]
[JsonSerializable(typeof(ReleaseForm))]
[JsonSerializable(typeof(ReassignForm))]
[JsonSerializable(typeof(PauseForm))]
[JsonSerializable(typeof(ResumeForm))]
[JsonSerializable(typeof(AttachedDocument))]
[JsonSerializable(typeof(MoveForm))]
[JsonSerializable(typeof(MovePreview))]
[JsonSerializable(typeof(EraseForm))]
[JsonSerializable(typeof(CaseProof))]
[JsonSerializable(typeof(TaskPage))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(IReadOnlyList<TokenLine>))]
[JsonSerializable(typeof(IReadOnlyList<ActionRunNow>))]
[JsonSerializable(typeof(IReadOnlyList<Notice>))]
[JsonSerializable(typeof(IReadOnlyList<SheetLine>))]
[JsonSerializable(typeof(IReadOnlyList<SheetVersionLine>))]
[JsonSerializable(typeof(SheetView))]
[JsonSerializable(typeof(SheetWalk))]
[JsonSerializable(typeof(SheetText))]
[JsonSerializable(typeof(LintAnswer))]
[JsonSerializable(typeof(PublishForm))]
[JsonSerializable(typeof(OfficeView))]
[JsonSerializable(typeof(CalendarForm))]
[JsonSerializable(typeof(CalendarView))]
[JsonSerializable(typeof(CalendarPreview))]
[JsonSerializable(typeof(IReadOnlyList<OfficerLine>))]
[JsonSerializable(typeof(StaffMember))]
[JsonSerializable(typeof(EnrolForm))]
[JsonSerializable(typeof(AppointForm))]
[JsonSerializable(typeof(AbsenceForm))]
[JsonSerializable(typeof(BackupPage))]
[JsonSerializable(typeof(BackupView))]
[JsonSerializable(typeof(TakeForm))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(IReadOnlyList<CheckView>))]
[JsonSerializable(typeof(CheckForm))]
[JsonSerializable(typeof(AskedJobView))]
[JsonSerializable(typeof(DrillsView))]
[JsonSerializable(typeof(IReadOnlyList<Backups.Recovery>))]
[JsonSerializable(typeof(IReadOnlyList<Backups.TableLoss>))]
[JsonSerializable(typeof(RecoveryView))]
[JsonSerializable(typeof(PlanForm))]
[JsonSerializable(typeof(WorkForm))]
[JsonSerializable(typeof(ApprovalForm))]
[JsonSerializable(typeof(NetworkView))]
[JsonSerializable(typeof(IReadOnlyList<IncidentView>))]
[JsonSerializable(typeof(AcknowledgementForm))]
[JsonSerializable(typeof(SealPage))]
[JsonSerializable(typeof(RegisterHead))]
[JsonSerializable(typeof(VerifyForm))]
[JsonSerializable(typeof(VerificationView))]
[JsonSerializable(typeof(ClockForm))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(SiteForm))]
[JsonSerializable(typeof(SiteState))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    private const int Deepest = 16;

    /// <summary>What calls are answered with.</summary>
    public static ApiJson Shapes { get; } = new(Strict(new JsonSerializerOptions()));

    /// <summary>
    /// How the API reads and writes: camel case, enums by name, nothing for null. A word that a shape does not know, or that comes twice, is
    /// refused: a misspelt one must not be passed over.
    /// </summary>
    public static JsonSerializerOptions Strict(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.MaxDepth = Deepest;
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return json;
    }
}
