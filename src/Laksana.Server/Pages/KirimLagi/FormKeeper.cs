using System.Text.Json;
using Laksana.Database;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Laksana.Server.Pages.KirimLagi;

/// <summary>
/// Keeps a form that arrived after its session had ended, encrypted and for an hour, until its officer has signed in again. Only for a session that
/// was once true: a stranger cannot store anything. Documents and secrets are not kept.
/// </summary>
internal sealed class FormKeeper(LaksanaDatabase database, IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private const int Largest = 256 * 1024;

    private const int MostOfSession = 5;

    private readonly IDataProtector _protector = protection.CreateProtector("Laksana.KeptForm");

    /// <summary>Keeps the request's form; null when there is nothing to keep, or nobody to keep it for.</summary>
    public async Task<Guid?> KeepAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || Ended(context) is not var (office, officer, session))
            return null;
        try
        {
            var (values, documents) = await SentForm.ReadUncheckedAsync(context, context.RequestAborted);
            var kept = new KeptForm(context.Request.Path + context.Request.QueryString,
                values.Where(v => !KeptForm.IsSecret(v.Key)).ToDictionary(v => v.Key, v => v.Value.OfType<string>().ToArray(), StringComparer.Ordinal),
                documents || values.Keys.Any(KeptForm.IsSecret));
            var body = JsonSerializer.SerializeToUtf8Bytes(kept, KeptFormJson.Default.KeptForm);
            if (body.Length > Largest)
                return null;
            var id = Guid.NewGuid();
            return await WriteAsync(office, officer, session, id, _protector.Protect(body), context.RequestAborted) ? id : null;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A kept form; null when there is none (any more) for this officer.</summary>
    public async Task<KeptForm?> FindAsync(string office, string officer, Guid id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from kept_form where office = $1 and officer = $2 and id = $3 and expires_at > $4", office, officer, id, TimeProvider.System.GetUtcNow());
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? JsonSerializer.Deserialize(_protector.Unprotect(reader.GetFieldValue<byte[]>(0)), KeptFormJson.Default.KeptForm) : null;
    }

    public async Task ForgetAsync(string office, string officer, Guid id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("delete from kept_form where office = $1 and officer = $2 and id = $3", office, officer, id);
        await batch.ExecuteAsync(token);
    }

    /// <summary>
    /// Replaces none: whoever holds a copy of an ended session's cookie can add a few, which nobody is led to, and takes no form from its officer. A session that was
    /// signed out keeps nothing more.
    /// </summary>
    private async Task<bool> WriteAsync(string office, string officer, Guid session, Guid id, byte[] body, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("delete from kept_form where office = $1 and expires_at < $2", office, TimeProvider.System.GetUtcNow());
        batch.Add("""
            insert into kept_form (office, officer, id, body, expires_at, session) select $1, $2, $3, $4, $5, $6
            where exists (select from account_session s where s.office = $1 and s.id = $6)
            and (select count(*) from kept_form k where k.office = $1 and k.officer = $2 and k.session = $6) < $7 returning id
            """, office, officer, id, body, TimeProvider.System.GetUtcNow() + Life, session, MostOfSession);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token);
    }

    /// <summary>Whose session it was: the ticket still reads after its time is over.</summary>
    private (string Office, string Officer, Guid Session)? Ended(HttpContext context)
    {
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        if (options.CookieManager.GetRequestCookie(context, options.Cookie.Name!) is not { } cookie || options.TicketDataFormat.Unprotect(cookie) is not { } ticket)
            return null;
        var (office, officer) = (ticket.Principal.FindFirst(LaksanaClaims.Office)?.Value, ticket.Principal.FindFirst(LaksanaClaims.Officer)?.Value);
        return office is null || officer is null || LaksanaClaims.SessionOf(ticket.Principal) is not { } session ? null : (office, officer, session);
    }
}
