using System.Globalization;
using Laksana.Cases;
using static Laksana.Server.Api.ApiWords;

namespace Laksana.Server.Api;

/// <summary>Why a call was refused (RFC 9457). <c>code</c> is stable; the words follow Accept-Language (id, en).</summary>
/// <param name="Type"><c>urn:laksana:problem:</c> and the code.</param>
/// <param name="Title">What kind of refusal it is.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The cause, and what to do about it.</param>
/// <param name="Code">Stable word for machines, e.g. <c>step.not-yours</c>.</param>
/// <param name="Errors">The values at fault, where the form is.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<ProblemFault>? Errors = null)
{
    public const string MediaType = "application/problem+json";

    /// <summary>A refusal of the API itself; its code is the key of its words.</summary>
    public static IResult Of(int status, string code, params object?[] arguments) => Answer(status, code, Say[code, arguments], null);

    /// <summary>A refusal of the case: 403 without the right, 422 with faulty values, 409 when its state forbids it.</summary>
    public static IResult Of(Refusal why, ApiCall call, int? status = null) => Answer(status ?? StatusOf(why), why.Code, CaseWords.Explain(why, call.Office.Zone, call.Office.NameOf),
        why.Fields.Count == 0 ? null : [.. why.Fields.Select(f => new ProblemFault(f.Field, f.Code, CaseWords.Explain(f, call.Office.Zone, call.Office.NameOf)))]);

    /// <summary>A form of the API's own that has faults: field and code of each.</summary>
    public static IResult Form(params IReadOnlyList<(string Field, string Code)> faults) => Answer(StatusCodes.Status422UnprocessableEntity, "form.faults",
        Say["form.faults", faults.Count], [.. faults.Select(f => new ProblemFault(f.Field, f.Code, Say[f.Code]))]);

    public static IResult Answer(int status, string code, string detail, IReadOnlyList<ProblemFault>? faults) => Results.Json(
        new Problem(TypeOf(code), TitleOf(status), status, detail, code, faults), ApiJson.Shapes.Problem, MediaType, status);

    public static string TypeOf(string code) => "urn:laksana:problem:" + code;

    public static string TitleOf(int status) => Say[TitleKey(status)];

    public static string TitleKey(int status) => status switch
    {
        400 or 401 or 403 or 404 or 405 or 409 or 412 or 413 or 415 or 422 or 429 or 503 => "title." + status.ToString(CultureInfo.InvariantCulture),
        >= 500 => "title.500",
        _ => "title.400",
    };

    /// <summary>The code of an answer that knows nothing more than its status.</summary>
    public static string CodeOf(int status) => status switch
    {
        401 => "token.needed",
        403 => "right.missing",
        404 => "not-found",
        405 => "method.wrong",
        413 => "request.too-large",
        415 => "request.media-type",
        429 => "token.too-fast",
        503 => "server.busy",
        >= 500 => "server.failed",
        _ => "request.malformed",
    };

    private static int StatusOf(Refusal why) => why switch
    {
        { Forbidden: true } => StatusCodes.Status403Forbidden,
        { Fields.Count: > 0 } or { Code: "case.key-reused" } => StatusCodes.Status422UnprocessableEntity,
        { Code: "step.unknown" or "confirm.unknown" } => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };
}

/// <summary>A value at fault.</summary>
/// <param name="Field">Name of the field in the sheet or in the request.</param>
/// <param name="Code">Stable word for machines, e.g. <c>field.required</c>.</param>
/// <param name="Message">The fault in words.</param>
internal sealed record ProblemFault(string Field, string Code, string Message);
