using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Laksana.Server.Installing;

namespace Laksana.Server.Commands;

/// <summary>What commands answer under <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FailureAnswer))]
[JsonSerializable(typeof(UsageAnswer))]
[JsonSerializable(typeof(SetupCodeAnswer))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ServingAnswer))]
[JsonSerializable(typeof(FirstPasswordAnswer))]
[JsonSerializable(typeof(UnlockedAnswer))]
[JsonSerializable(typeof(IReadOnlyList<Accounts.AccountLine>))]
[JsonSerializable(typeof(IReadOnlyList<PermissionAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<InstalledOffice>))]
[JsonSerializable(typeof(IReadOnlyList<OfficeLine>))]
[JsonSerializable(typeof(IReadOnlyList<Officers.StaffMember>))]
[JsonSerializable(typeof(IReadOnlyList<Procedures.Finding>))]
[JsonSerializable(typeof(SimulateAnswer))]
[JsonSerializable(typeof(IReadOnlyList<VerifyAnswer>))]
[JsonSerializable(typeof(SealAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ProofAnswer>))]
[JsonSerializable(typeof(ProofJobResult))]
[JsonSerializable(typeof(IReadOnlyList<CaseLine>))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(DossierAnswer))]
[JsonSerializable(typeof(Touring.TourAnswer))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>The same shape, written for people: terminals and files read the letters themselves better than their escapes.</summary>
    public static JsonTypeInfo<T> Readable<T>(JsonTypeInfo<T> shape) =>
        (JsonTypeInfo<T>)new JsonSerializerOptions(shape.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.GetTypeInfo(typeof(T));
}
