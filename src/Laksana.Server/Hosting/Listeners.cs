using System.Globalization;
using System.Runtime.CompilerServices;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Hosting;

/// <summary>
/// Connections that stay open to hear of the machine's progress in a case, or of other long work: few at once, never for long, and no longer than whoever listens may see the case
/// and his session or token is good.
/// </summary>
internal sealed class Listeners(ActionProgress progress, Offices offices, CaseLoader loader, PublishedSheets sheets, AccessTokens tokens, ServeOptions options)
{
    public const int MostOfOne = 6;
    private const int MostOfAll = 200;

    /// <summary>Who listens longer connects again, which browsers do by themselves.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RarestCheck = TimeSpan.FromSeconds(5);

    private readonly Seats _seats = new(MostOfOne, MostOfAll);

    /// <summary>A place to listen from; null when there is none left.</summary>
    public IDisposable? Take(CurrentOffice who) => _seats.Take(who.Id, who.Officer);

    public static bool IsAtWork(IReadOnlyList<ActionRunNow> runs) => runs.Any(r => r.Status is ActionRunStatus.Waiting or ActionRunStatus.Running);

    /// <summary>What the machine does, each time that it has changed; null where nothing has changed for so long that a sign of life is due.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ActionRunNow>?> FollowAsync(HttpContext context, string number, [EnumeratorCancellation] CancellationToken token)
    {
        var (began, office) = (Now(), context.RequestServices.GetRequiredService<CurrentOffice>().Id);
        var (before, said, looked) = ("", began, began);
        while (!token.IsCancellationRequested && Since(began) < Longest)
        {
            if (Since(looked) >= (options.SessionCheck < RarestCheck ? options.SessionCheck : RarestCheck))
            {
                if (!await MayStillAsync(context, number, token)) yield break;
                looked = Now();
            }
            var runs = await progress.ReadAsync(office, number, token);
            var now = Mark(runs);
            if (now != before || Since(said) >= options.Silence)
            {
                yield return now == before ? null : runs;
                (before, said) = (now, Now());
            }
            if (!IsAtWork(runs)) yield break;
            await Task.Delay(LookEvery, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// The same for the long work of an office that no case's row asked for: true each time that something has changed, false when some of it has ended (and then no more), null as a
    /// sign of life.
    /// </summary>
    /// <param name="may">Whether whoever listens may still see it.</param>
    public async IAsyncEnumerable<bool?> FollowAsync(HttpContext context, BackupJobs jobs, Func<Task<bool>> may, [EnumeratorCancellation] CancellationToken token)
    {
        var (began, office) = (Now(), context.RequestServices.GetRequiredService<CurrentOffice>().Id);
        var (before, said, looked, first) = ("", began, began, (HashSet<Guid>?)null);
        while (!token.IsCancellationRequested && Since(began) < Longest)
        {
            if (Since(looked) >= (options.SessionCheck < RarestCheck ? options.SessionCheck : RarestCheck))
            {
                if (await AdministersAsync(context, token) is null || !await may()) yield break;
                looked = Now();
            }
            var going = await jobs.GoingAsync(office, token);
            first ??= [.. going.Select(j => j.Id)];
            var ended = !first.IsSubsetOf(going.Select(j => j.Id));
            var now = string.Join('|', going.Select(j => string.Create(CultureInfo.InvariantCulture, $"{j.Id} {j.Status} {j.Attempt} {j.Fraction} {j.Count?.Bytes} {j.Lines.Count}")));
            if (ended || now != before || Since(said) >= options.Silence)
            {
                yield return ended ? false : now == before ? null : true;
                (before, said) = (now, Now());
            }
            if (ended || going.Count == 0) yield break;
            await Task.Delay(LookEvery, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> MayStillAsync(HttpContext context, string number, CancellationToken token)
    {
        var who = context.RequestServices.GetRequiredService<CurrentOffice>();
        return await AdministersAsync(context, token) is { } administrator
            && await offices.FindAsync(who.Id, token) is { } office
            && await loader.LoadAsync(who.Id, number, token) is { } loaded
            && await sheets.FindAsync(who.Id, loaded.State.Procedure, loaded.State.ProcedureVersion, token) is { } sheet
            && new Rights(sheet.Procedure, office.Staffing).ToSee(loaded.State, who.Officer, administrator);
    }

    /// <summary>Whether the officer is administrator; null when his token or session is no longer good.</summary>
    private async Task<bool?> AdministersAsync(HttpContext context, CancellationToken token) => context.User.HasClaim(c => c.Type == LaksanaClaims.Token)
        ? (await tokens.FindAsync(TokenAuthentication.TokenOf(context.Request) ?? "", token))?.Administrator
        : (await context.RequestServices.GetRequiredService<SignInManager<Account>>().ValidateSecurityStampAsync(context.User))?.Administrator;

    private static string Mark(IReadOnlyList<ActionRunNow> runs) =>
        string.Join('|', runs.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id} {r.Status} {r.Attempt} {r.Fraction} {r.Lines.Count} {(r.Lines.Count > 0 ? r.Lines[^1] : "")}")));

    private static long Now() => TimeProvider.System.GetTimestamp();

    private static TimeSpan Since(long moment) => TimeProvider.System.GetElapsedTime(moment);
}
