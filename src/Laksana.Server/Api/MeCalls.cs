using Laksana.Officers;
using Laksana.Server.Accounts;

namespace Laksana.Server.Api;

/// <summary>The caller himself: who he is here, and his tokens.</summary>
internal static class MeCalls
{
    public static void MapMe(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("me");
        me.MapGet("", (ApiCall call) => Results.Json(Draw(call), ApiJson.Shapes.MeView)).Produces<MeView>().WithSummary("As whom the token acts.");
        me.MapGet("/tokens", async (ApiCall call, AccessTokens tokens) => Results.Json(await tokens.ListAsync(call.Office.Id, call.Officer, call.Token), ApiJson.Shapes.IReadOnlyListTokenLine))
            .Produces<IReadOnlyList<TokenLine>>().WithSummary("Your tokens that are in force.").WithDescription("A token is made on the page of your account, and shown there once.");
        me.MapDelete("/tokens/{id}", async (ApiCall call, AccessTokens tokens, string id) =>
                await tokens.RevokeAsync(call.Office.Id, call.Officer, id, token: call.Token) ? Results.NoContent() : Problem.Of(StatusCodes.Status404NotFound, "not-found"))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Revokes one of your tokens.").WithDescription("It ends at once here, and on other nodes within ten seconds.");
    }

    private static MeView Draw(ApiCall call) => new(call.Office.Id, call.Officer, call.Http.User.Identity!.Name!, call.Administrator,
        [.. call.Office.Staffing.Holdings.Where(h => h.Officer == call.Officer).Select(h => new HeldPosition(h.Position, call.Office.PositionTitle(h.Position), h.Capacity, h.Warrant))]);
}

/// <param name="Positions">Held now; none while the officer is away.</param>
internal sealed record MeView(string Office, string Officer, string Name, bool Administrator, IReadOnlyList<HeldPosition> Positions);

/// <param name="Position">Id of the position.</param>
internal sealed record HeldPosition(string Position, string Title, Capacity Capacity, string? Warrant);
