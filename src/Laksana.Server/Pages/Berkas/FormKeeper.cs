using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Database;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Laksana.Server.Pages.Berkas;

/// <summary>
/// Keeps a form that arrived after its session had ended, encrypted and for an hour, until its officer has signed in again. Only for a session that
/// was once true: a stranger cannot store anything. Documents are not kept.
/// </summary>
internal sealed partial class FormKeeper(LaksanaDatabase database, IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private const int Largest = 256 * 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("Laksana.KeptForm");

    /// <summary>Keeps the request's form; null when there is nothing to keep, or nobody to keep it for.</summary>
    public async Task<Guid?> KeepAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || Ended(context) is not var (office, officer))
            return null;
        try
        {
            var form = await SentForm.ReadUncheckedAsync(context, context.RequestAborted);
            var body = JsonSerializer.SerializeToUtf8Bytes(form.ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal), KeptJson.Default.DictionaryStringStringArray);
            if (body.Length > Largest)
                return null;
            var id = Guid.NewGuid();
            await WriteAsync(office, officer, id, _protector.Protect(body), context.RequestAborted);
            return id;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The values of a kept form; null when there is none (any more) for this officer.</summary>
    public async Task<IReadOnlyDictionary<string, StringValues>?> FindAsync(string office, string officer, Guid id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from kept_form where office = $1 and officer = $2 and id = $3 and expires_at > $4", office, officer, id, TimeProvider.System.GetUtcNow());
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token))
            return null;
        var values = JsonSerializer.Deserialize(_protector.Unprotect(reader.GetFieldValue<byte[]>(0)), KeptJson.Default.DictionaryStringStringArray)!;
        return values.ToDictionary(v => v.Key, v => new StringValues(v.Value), StringComparer.Ordinal);
    }

    /// <summary>One form an officer: the last one he sent is the one he looks for.</summary>
    private async Task WriteAsync(string office, string officer, Guid id, byte[] body, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("delete from kept_form where office = $1 and (officer = $2 or expires_at < $3)", office, officer, TimeProvider.System.GetUtcNow());
        batch.Add("insert into kept_form (office, officer, id, body, expires_at) values ($1, $2, $3, $4, $5)", office, officer, id, body, TimeProvider.System.GetUtcNow() + Life);
        await batch.ExecuteAsync(token);
    }

    /// <summary>Whose session it was: the ticket still reads after its time is over.</summary>
    private (string Office, string Officer)? Ended(HttpContext context)
    {
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        if (options.CookieManager.GetRequestCookie(context, options.Cookie.Name!) is not { } cookie || options.TicketDataFormat.Unprotect(cookie) is not { } ticket)
            return null;
        var (office, officer) = (ticket.Principal.FindFirst(LaksanaClaims.Office)?.Value, ticket.Principal.FindFirst(LaksanaClaims.Officer)?.Value);
        return office is null || officer is null ? null : (office, officer);
    }

    [JsonSerializable(typeof(Dictionary<string, string[]>))]
    private sealed partial class KeptJson : JsonSerializerContext;
}
