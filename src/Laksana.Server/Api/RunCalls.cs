using Laksana.Cases;

namespace Laksana.Server.Api;

/// <summary>What is done to one row of a case.</summary>
internal static class RunCalls
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static void MapRuns(this RouteGroupBuilder api)
    {
        var run = api.MapGroup("/cases/{number}/runs/{run:int}").WithTags("rows");
        run.MapPost("/begin", (ApiCall call, CaseDoor door, string number, int run) => door.DoAsync(call, number, new BeginStep(run)))
            .Produces<CaseMark>().WithSummary("Takes a ready row; its handling time runs from now.");
        run.MapPost("/complete", Complete).Produces<CaseMark>().WithSummary("Finishes a row, or sends its report to the receiver.")
            .WithDescription("Begins it too where nobody had. On a diamond `outcome` is one of the row's. `byHand` goes on although the machine has not succeeded. With `onBehalf` it records a superior's decision from his signed paper.");
        run.MapPost("/acknowledge", Acknowledge).Produces<CaseMark>().WithSummary("Takes note of a report, on a diamond with a decision.");
        run.MapPost("/return", Return).Produces<CaseMark>().WithSummary("Sends the work back for correction.")
            .WithDescription("`to` is one of the row's `returnTo`. On a per-site row `sites` narrows it to some of them.");
        run.MapPost("/release", (ApiCall call, CaseDoor door, string number, int run, ReleaseForm? form) => door.DoAsync(call, number, new ReleaseStep(run, form?.Reason)))
            .Produces<CaseMark>().WithSummary("Puts a begun row back into the tray.");
        run.MapPost("/reassign", (ApiCall call, CaseDoor door, string number, int run, ReassignForm form) => door.DoAsync(call, number, new ReassignStep(run, form.To, form.Reason)))
            .Produces<CaseMark>().WithSummary("Gives a row to another officer who may do it.");
        run.MapPost("/pause", (ApiCall call, CaseDoor door, string number, int run, PauseForm form) => door.DoAsync(call, number, new PauseClock(run, form.Party, form.Reason)))
            .Produces<CaseMark>().WithSummary("Stops the office's clock while an outside party works.");
        run.MapPost("/resume", (ApiCall call, CaseDoor door, string number, int run, ResumeForm? form) => door.DoAsync(call, number, new ResumeClock(run, form?.Answer)))
            .Produces<CaseMark>().WithSummary("Lets the office's clock go on.");
        run.MapPost("/action/retry", (ApiCall call, CaseDoor door, string number, int run) => door.DoAsync(call, number, new RetryAction(run)))
            .Produces<CaseMark>().WithSummary("Runs a failed or cancelled action again.");
        run.MapPost("/action/cancel", (ApiCall call, CaseDoor door, string number, int run, ReasonForm form) => door.DoAsync(call, number, new CancelAction(run, form.Reason)))
            .Produces<CaseMark>().WithSummary("Stops the machine.");
    }

    private static Task<IResult> Complete(ApiCall call, CaseDoor door, string number, int run, CompleteForm? form) => door.DoAsync(call, number,
        new CompleteStep(run, form?.Fields ?? Nothing, form?.Outcome, form?.Remark) { OnBehalf = form?.OnBehalf?.Whose, ByHand = form?.ByHand ?? false });

    private static Task<IResult> Acknowledge(ApiCall call, CaseDoor door, string number, int run, AcknowledgeForm? form) =>
        door.DoAsync(call, number, new AcknowledgeReport(run, form?.Outcome, form?.Remark) { OnBehalf = form?.OnBehalf?.Whose });

    private static Task<IResult> Return(ApiCall call, CaseDoor door, string number, int run, ReturnForm form) =>
        door.DoAsync(call, number, new ReturnForCorrection(run, form.To, form.Reason, form.Sites ?? []) { OnBehalf = form.OnBehalf?.Whose });
}

/// <summary>The superior whose decision is recorded.</summary>
/// <param name="SignedPaper">SHA-256 (hex) of the picture of the signed paper, attached to the case before.</param>
internal sealed record OnBehalfForm(string Officer, string SignedPaper)
{
    internal OnBehalfOf Whose => new(Officer, SignedPaper);
}

/// <param name="Fields">Values by field name, each as text in the form of its kind; of a <c>dokumen</c> field the SHA-256 of an attached document.</param>
internal sealed record CompleteForm(IReadOnlyDictionary<string, string>? Fields = null, string? Outcome = null, string? Remark = null, OnBehalfForm? OnBehalf = null, bool ByHand = false);

internal sealed record AcknowledgeForm(string? Outcome = null, string? Remark = null, OnBehalfForm? OnBehalf = null);

internal sealed record ReturnForm(string To, string Reason, IReadOnlyList<string>? Sites = null, OnBehalfForm? OnBehalf = null);

internal sealed record ReleaseForm(string? Reason = null);

internal sealed record ReassignForm(string To, string Reason);

/// <param name="Party">Id of an outside party of the sheet.</param>
internal sealed record PauseForm(string Party, string Reason);

internal sealed record ResumeForm(string? Answer = null);
