using System.Collections.Frozen;
using Laksana.Server.Permitting.Lines;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Laksana.Server.Permitting;

/// <summary>
/// Who may use what: every page and every call of the program. An address that is not here is refused to everybody, and no
/// attribute beside a page changes that. docs/permissions.md is written from this table.
/// </summary>
internal static class Permissions
{
    public static readonly IReadOnlyList<Permission> Table =
    [
        .. OverviewLines.All,
        .. CaseLines.All,
        .. PaperLines.All,
        .. SheetLines.All,
        .. RegisterLines.All,
        .. MeasureLines.All,
        .. BackupLines.All,
        .. NetworkLines.All,
        .. ComplaintLines.All,
        .. HelpLines.All,
        .. ServiceLines.All,
        .. SettingLines.All,
        .. NoticeLines.All,
        .. GuideLines.All,
        .. AccountLines.All,
        .. ApiLines.All,
        .. MachineLines.All,
    ];

    private static readonly FrozenDictionary<(string Method, string Route), Permission> ByAddress = Table
        .SelectMany(p => p.EachMethod.Select(method => (Key: (method, p.Route.ToLowerInvariant()), p)))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.p);

    /// <summary>The line for an endpoint; null means nobody may use it.</summary>
    public static Permission? Find(string method, RoutePattern pattern) => Find(method, RouteOf(pattern));

    public static Permission? Find(string method, string route) =>
        ByAddress.GetValueOrDefault((HttpMethods.IsHead(method) ? HttpMethods.Get : method.ToUpperInvariant(), route.ToLowerInvariant()));

    /// <summary>A route as the table writes it: one leading slash, parameters without their constraints.</summary>
    public static string RouteOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => "{" + parameter.Name + "}",
            _ => "",
        }))));
}
