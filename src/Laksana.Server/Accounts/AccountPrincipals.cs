using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>What a session knows about its officer; made anew each time its stamp is checked, so a changed right is in force within a minute.</summary>
internal sealed class AccountPrincipals : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Key));
        identity.AddClaim(new Claim(ClaimTypes.Name, user.OfficerName));
        identity.AddClaim(new Claim(LaksanaClaims.Office, user.Office));
        identity.AddClaim(new Claim(LaksanaClaims.Officer, user.Officer));
        identity.AddClaim(new Claim(new ClaimsIdentityOptions().SecurityStampClaimType, user.SecurityStamp));
        if (user.Administrator)
            identity.AddClaim(new Claim(LaksanaClaims.Administrator, "1"));
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(LaksanaClaims.FirstPassword, "1"));
        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}
