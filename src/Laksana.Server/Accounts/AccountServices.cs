using Laksana.Database;
using Laksana.Server.Hosting;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Laksana.Server.Accounts;

/// <summary>
/// Registers who may come in and how. Sessions, locks and tokens count real time, never the office's clock, which a demo may move.
/// </summary>
internal static class AccountServices
{
    private const string ByAddress = "laksana";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<CurrentOffice>();
        services.AddScoped<SignInDesk>();
        services.AddSingleton<Sessions>();
        services.AddScoped<OwnPassword>();
        services.AddSingleton<SignInLimiter>();
        services.AddSingleton(_ => new UnknownNames(TimeProvider.System));
        services.AddSingleton(provider => new AccessTokens(provider.GetRequiredService<LaksanaDatabase>(), TimeProvider.System));
        return services.AddKeyRing().AddIdentity().AddSessions().AddPermissions();
    }

    private static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("laksana");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new DatabaseKeyRing(provider.GetRequiredService<LaksanaDatabase>())));
        return services;
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<Account>>(AccountDesk.Hasher);
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountPrincipals>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules.Validator>();
        services.AddIdentityCore<Account>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.Lockout.MaxFailedAccessAttempts = SignInDesk.MostFailures;
            options.Lockout.DefaultLockoutTimeSpan = SignInDesk.LockTime;
        }).AddUserStore<AccountStore>().AddSignInManager<SessionSignIn>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        // A user name is checked when its account is opened; asking again here would look it up in whatever office the request is in.
        services.RemoveAll<IUserValidator<Account>>();
        services.AddOptions<SecurityStampValidatorOptions>().Configure<ServeOptions>((options, serve) =>
        {
            options.ValidationInterval = serve.SessionCheck;
            options.TimeProvider = TimeProvider.System;
            options.OnRefreshingPrincipal = LaksanaClaims.KeepSessionAsync;
        });
        return services;
    }

    private static IServiceCollection AddSessions(this IServiceCollection services)
    {
        var authentication = services.AddAuthentication(options =>
        {
            options.DefaultScheme = ByAddress;
            options.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
        });
        authentication.AddPolicyScheme(ByAddress, null, options => options.ForwardDefaultSelector = context =>
            context.Request.Path.StartsWithSegments("/api") ? TokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme);
        authentication.AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            SetCookie(options, "laksana");
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            options.Events = new SessionEvents();
        });
        // Identity keeps here who has given his password and still owes the second factor, or the question put to a passkey.
        authentication.AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
        {
            SetCookie(options, "laksana-langkah2");
            options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        // Never offered: a computer at a counter is nobody's own. Identity signs it out all the same and wants it to exist.
        authentication.AddCookie(IdentityConstants.TwoFactorRememberMeScheme, options => SetCookie(options, "laksana-ingat"));
        return services;
    }

    private static void SetCookie(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.CookieManager = new SchemeAwareCookies();
        options.TimeProvider = TimeProvider.System;
    }

    private static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        var rule = new AuthorizationPolicyBuilder().AddRequirements(new ByPermissionTable()).Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(rule).SetFallbackPolicy(rule);
        services.AddSingleton<IAuthorizationHandler, ByPermissionTableHandler>();
        return services;
    }
}
