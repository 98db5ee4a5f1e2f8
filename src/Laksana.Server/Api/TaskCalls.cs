using Laksana.Cases;
using Laksana.Server.Pages;

namespace Laksana.Server.Api;

/// <summary>The caller's trays.</summary>
internal static class TaskCalls
{
    private const int MostPages = 400;

    public static void MapTasks(this RouteGroupBuilder api) => api.MapGet("/tasks", ReadAsync).WithTags("tasks").Produces<TaskPage>()
        .WithSummary("Reads one of your trays, most urgent first, and how many lie in each.")
        .WithDescription("`tray` is mine (taken by you, or given to you), claimable (lies in a tray of your positions), late, waiting (for someone else) or machine. A count of 100 means that many or more.");

    private static async Task<IResult> ReadAsync(ApiCall call, Inbox inbox, string tray = "mine", string? search = null, string? sheet = null, int page = 1)
    {
        if (!Enum.TryParse<Tray>(tray, ignoreCase: true, out var asked) || !Enum.IsDefined(asked)) return Problem.Form(("tray", "query.tray"));
        if (page is < 1 or > MostPages) return Problem.Form(("page", "query.page"));
        var view = new InboxView(asked, SearchText.Of(search), sheet, page);
        var (counts, tasks, more) = await inbox.ReadAsync(call.Office, call.Officer, view, call.Token);
        return Results.Json(new TaskPage(counts, tasks, more), ApiJson.Shapes.TaskPage);
    }
}

/// <param name="More">There is a following page.</param>
internal sealed record TaskPage(InboxCounts Counts, IReadOnlyList<InboxTask> Tasks, bool More);
