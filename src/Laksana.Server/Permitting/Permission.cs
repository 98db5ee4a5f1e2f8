namespace Laksana.Server.Permitting;

/// <summary>One line of the permission table: who may use an address with a method.</summary>
/// <param name="Methods">HTTP methods, separated by a space.</param>
/// <param name="Route">The route as mapped, with a leading slash, e.g. <c>/berkas/{number}</c>.</param>
/// <param name="Remark">What it is, for docs/permissions.md.</param>
internal sealed record Permission(string Methods, string Route, Who Who, string Remark)
{
    public IEnumerable<string> EachMethod => Methods.Split(' ');
}

internal enum Who
{
    /// <summary>Everybody, signed in or not.</summary>
    Anyone,
    /// <summary>Every officer with an account, for himself or for what his whole office may read.</summary>
    SignedIn,
    /// <summary>Signed in; the case then decides by the sheet's roles and the office's positions, and refuses with its reason.</summary>
    Case,
    /// <summary>Signed in and administrator of his office.</summary>
    Administrator,
    /// <summary>Signed in and administrator of his office, or holder of a position at its top.</summary>
    Head,
    /// <summary>This machine itself and the machines named with <c>--monitor</c>; no account is asked for.</summary>
    Monitor,
}
