using Laksana.Database;
using Laksana.Register;
using Laksana.Server.Hosting;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Api;

/// <summary>The register: its seals for everybody in the office, its verification and dossiers for the administrator.</summary>
internal static class RegisterCalls
{
    private const int MostSeals = 200;
    private const int MostHeads = 10_000;

    public static void MapRegister(this RouteGroupBuilder api)
    {
        var register = api.MapGroup("/register").WithTags("register");
        register.MapGet("/seals", SealsAsync).Produces<SealPage>().WithSummary("Lists the seals, newest first.").WithDescription("Pass `next` as `before` for the following page. Hashes are hexadecimal, signatures base64.");
        register.MapGet("/head", HeadAsync).Produces<RegisterHead>().WithSummary("Reads the newest seal's head, as it is to be kept outside, and how much is not sealed yet.");
        register.MapPost("/verification", VerifyAsync).Produces<VerificationView>().WithSummary("Recomputes the whole register of the office.")
            .WithDescription("`heads` are lines kept outside; only under them is rewriting by whoever rules the database provable. Takes about four seconds for a million events. For the administrator, one at a time.");
        api.MapGet("/cases/{number}/dossier", DossierAsync).WithTags("register").Produces<Stream>(StatusCodes.Status200OK, "application/zip")
            .WithSummary("Downloads one case as a self-contained file that is checked without a database.").WithDescription("With `personal=true` persons' values go along, where the caller's positions may read all of them. For the administrator; `laksana dossier verify FILE` checks it.");
    }

    private static async Task<IResult> SealsAsync(ApiCall call, SealList seals, long before = long.MaxValue, int limit = 50)
    {
        if (limit is < 1 or > MostSeals) return Problem.Form(("limit", "query.limit"));
        var page = await seals.ReadAsync(call.Office.Id, before, limit, call.Token);
        return Results.Json(new SealPage([.. page.Select(s => new SealView(s.Number, s.SealedAt, s.Leaves, Hex(s.Root), Hex(s.Previous), Hex(s.Hash), Hex(s.KeyId), Convert.ToBase64String(s.Signature.Span)))],
            page.Count == limit && page[^1].Number > 1 ? page[^1].Number : null), ApiJson.Shapes.SealPage);
    }

    private static async Task<IResult> HeadAsync(ApiCall call, SealList seals)
    {
        var (last, waiting) = await seals.LastAsync(call.Office.Id, call.Token);
        return Results.Json(new RegisterHead(last?.Head.ToLine(), last?.Number, last?.SealedAt, waiting), ApiJson.Shapes.RegisterHead);
    }

    private static async Task<IResult> VerifyAsync(ApiCall call, LaksanaDatabase database, VerificationTurn turn, VerifyForm? form)
    {
        if (form?.Heads?.Count > MostHeads) return Problem.Form(("heads", "query.limit"));
        var heads = new List<SealHead>();
        foreach (var line in form?.Heads ?? [])
            if (SealHead.FromLine(line) is { } head) heads.Add(head);
            else return Problem.Form(("heads", "register.bad-head"));
        // It reads everything there is: one at a time, so that nobody can keep the database busy with it.
        if (!await turn.Gate.WaitAsync(TimeSpan.Zero, call.Token)) return Problem.Of(StatusCodes.Status429TooManyRequests, "register.busy");
        try
        {
            var report = await new RegisterVerifier(database.ApplicationConnectionString).VerifyAsync(
                new VerificationOrder(call.Office.Id) { Heads = heads, SkipDocuments = form?.SkipDocuments ?? false }, null, call.Token);
            return Results.Json(new VerificationView(report.Fits, report.Events, report.Cases, report.Seals, report.Documents, report.UnsealedEvents, report.UnsealedCases,
                report.LastSeal?.Number, report.ProvedUpTo?.Number, report.FindingCount, [.. report.Findings.Select(f => f.ToString())], report.Duration.TotalSeconds), ApiJson.Shapes.VerificationView);
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    private static async Task<IResult> DossierAsync(ApiCall call, CaseDoor door, DossierDesk dossiers, string number, bool personal = false)
    {
        if (await door.SeeAsync(call, number) is not { } seen) return CaseDoor.NotFound();
        // What a page and a call keep from him no file brings him either.
        if (!seen.State.Documents.All(d => seen.Rights.ToReadDocument(d, call.Officer)))
            return Problem.Of(StatusCodes.Status403Forbidden, "right.missing");
        if (personal && !seen.Sheet.Procedure.Steps.SelectMany(s => s.Fields).Where(f => f.Personal).All(f => seen.Rights.ToReadPersonal(f, call.Officer)))
            return Problem.Of(StatusCodes.Status403Forbidden, "right.missing");
        if (await dossiers.MakeAsync(new DossierOrder(call.Office.Id, number) { PersonalValues = personal }, call.Officer, call.Token) is not { } made)
            return Problem.Of(StatusCodes.Status429TooManyRequests, "dossier.too-many");
        call.Http.Response.RegisterForDisposeAsync(made);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(number + ".zip");
        call.Http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Stream(made.File, "application/zip");
    }

    private static string Hex(ReadOnlyMemory<byte> hash) => Convert.ToHexStringLower(hash.Span);
}

/// <summary>One verification at a time on this node.</summary>
internal sealed class VerificationTurn : IDisposable
{
    public SemaphoreSlim Gate { get; } = new(1);

    public void Dispose() => Gate.Dispose();
}

/// <param name="Next">Pass it as <c>before</c> for the following page; missing on the last.</param>
internal sealed record SealPage(IReadOnlyList<SealView> Seals, long? Next);

/// <param name="Leaves">How many cases' heads it holds.</param>
internal sealed record SealView(long Number, DateTimeOffset SealedAt, int Leaves, string Root, string Previous, string Hash, string KeyId, string Signature);

/// <param name="Line">The head as it is kept outside; missing before the first seal.</param>
/// <param name="Waiting">Acts that no seal holds yet.</param>
internal sealed record RegisterHead(string? Line, long? Seal, DateTimeOffset? SealedAt, long Waiting);

/// <param name="Heads">Lines kept outside.</param>
internal sealed record VerifyForm(IReadOnlyList<string>? Heads = null, bool SkipDocuments = false);

/// <param name="Fits">Nothing was found.</param>
/// <param name="ProvedUpTo">The newest seal that a head kept outside proves.</param>
/// <param name="Findings">The earliest findings in words.</param>
internal sealed record VerificationView(bool Fits, long Events, long Cases, long Seals, long Documents, long UnsealedEvents, long UnsealedCases, long? LastSeal, long? ProvedUpTo,
    long FindingCount, IReadOnlyList<string> Findings, double Seconds);
