using System.Net;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace Laksana.Server.Permitting;

/// <summary>The one authorisation rule of the program: what <see cref="Permissions.Table"/> says about the endpoint.</summary>
internal sealed class ByPermissionTable : IAuthorizationRequirement;

internal sealed class ByPermissionTableHandler(ServeOptions options) : AuthorizationHandler<ByPermissionTable>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ByPermissionTable requirement)
    {
        if (context.Resource is HttpContext http && MayUse(http))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private bool MayUse(HttpContext http)
    {
        // No endpoint is no secret: the answer is "not found".
        if (http.GetEndpoint() is not { } endpoint)
            return true;
        // Where a call knows the address but not the method or the kind of body, routing itself answers 405 or 415.
        if (endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0)
            return http.User.Identity?.IsAuthenticated == true;
        if (endpoint is not RouteEndpoint route || Permissions.Find(http.Request.Method, route.RoutePattern) is not { } permission)
            return false;
        return permission.Who == Who.Monitor ? IsMonitor(http) : Allows(permission.Who, http.RequestServices.GetRequiredService<CurrentOffice>());
    }

    /// <summary>Whether the table's word lets whoever is in the office now pass.</summary>
    public static bool Allows(Who who, CurrentOffice current) => who switch
    {
        Who.Anyone => true,
        Who.SignedIn or Who.Case => current.IsSignedIn,
        Who.Administrator => current.IsSignedIn && current.IsAdministrator,
        Who.Head => current.IsSignedIn && (current.IsAdministrator || IsHead(current)),
        _ => false,
    };

    /// <summary>Holds a position that has none above it.</summary>
    public static bool IsHead(CurrentOffice current) => current.AtWork is { } office
        && office.Staffing.Holdings.Any(h => h.Officer == current.Officer && !office.Staffing.Superiors.ContainsKey(h.Position));

    /// <summary>A request that a proxy passed on without being believed comes from who knows where, although its address is this machine's.</summary>
    private bool IsMonitor(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address || http.Request.Headers.ContainsKey("X-Forwarded-For"))
            return false;
        return IPAddress.IsLoopback(address) || options.Monitors.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
    }
}
