using System.Text.Json.Serialization;

namespace Laksana.Cases;

/// <summary>Commands as JSON, only to fingerprint a request for its idempotency key.</summary>
[JsonSerializable(typeof(OpenCase))]
[JsonSerializable(typeof(BeginStep))]
[JsonSerializable(typeof(ReleaseStep))]
[JsonSerializable(typeof(ReassignStep))]
[JsonSerializable(typeof(CompleteStep))]
[JsonSerializable(typeof(AcknowledgeReport))]
[JsonSerializable(typeof(ReturnForCorrection))]
[JsonSerializable(typeof(PauseClock))]
[JsonSerializable(typeof(ResumeClock))]
[JsonSerializable(typeof(EnterAfterwards))]
[JsonSerializable(typeof(AttachDocument))]
[JsonSerializable(typeof(ReceiveMessage))]
[JsonSerializable(typeof(AddNote))]
[JsonSerializable(typeof(CancelCase))]
[JsonSerializable(typeof(ReopenCase))]
[JsonSerializable(typeof(LinkCase))]
[JsonSerializable(typeof(ConfirmOnBehalf))]
[JsonSerializable(typeof(RetryAction))]
[JsonSerializable(typeof(CancelAction))]
[JsonSerializable(typeof(MoveCase))]
[JsonSerializable(typeof(EraseValues))]
internal sealed partial class CommandJson : JsonSerializerContext;
