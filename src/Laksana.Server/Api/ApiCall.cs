using Laksana.Officers;
using Laksana.Server.Accounts;

namespace Laksana.Server.Api;

/// <summary>One call: who asks, of which office, and where the answer goes.</summary>
internal sealed class ApiCall : IBindableFromHttpContext<ApiCall>
{
    public required HttpContext Http { get; init; }
    public required OfficeAtWork Office { get; init; }
    /// <summary>Id of the officer whose token it is.</summary>
    public required string Officer { get; init; }
    public required bool Administrator { get; init; }

    /// <summary>Ends when the caller goes away.</summary>
    public CancellationToken Token => Http.RequestAborted;

    public static async ValueTask<ApiCall?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter)
    {
        var (current, offices) = (context.RequestServices.GetRequiredService<CurrentOffice>(), context.RequestServices.GetRequiredService<Offices>());
        return new ApiCall
        {
            Http = context,
            Office = await offices.GetAsync(current.Id, context.RequestAborted),
            Officer = current.Officer,
            Administrator = current.IsAdministrator,
        };
    }

    /// <summary>Today in the office.</summary>
    public DateOnly Today(TimeProvider clock) => Office.DayOf(clock.GetUtcNow());
}
