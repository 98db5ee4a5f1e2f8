using Laksana.Notices;

namespace Laksana.Server.Api;

/// <summary>The caller's bell.</summary>
internal static class NoticeCalls
{
    private const int Most = 100;

    public static void MapNotices(this RouteGroupBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("notices");
        notices.MapGet("", async (ApiCall call, NoticeBook book, bool unread = false) => Results.Json(await book.ReadAsync(call.Office.Id, call.Officer, unread, Most, call.Token), ApiJson.Shapes.IReadOnlyListNotice))
            .Produces<IReadOnlyList<Notice>>().WithSummary("The newest lines of your bell, newest first.").WithDescription("With `unread=true` only those that were not read.");
        notices.MapPost("/{id:long}/read", async (ApiCall call, NoticeBook book, long id) =>
                await book.MarkReadAsync(call.Office.Id, call.Officer, id, call.Token) ? Results.NoContent() : Problem.Of(StatusCodes.Status404NotFound, "not-found"))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Marks a line as read.");
    }
}
