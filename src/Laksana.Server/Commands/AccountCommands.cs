using System.CommandLine;
using System.Globalization;
using Laksana.Database;
using Laksana.Server.Accounts;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana account create|list|reset|unlock</c>: for whoever runs the machine, also while Laksana runs.</summary>
internal sealed class AccountCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly Argument<string> _office = new("OFFICE") { Description = Words["Office.Id"] };
    private readonly Argument<string> _name = new("USER") { Description = Words["Account.UserName"] };
    private readonly Option<string> _officer = new("--officer") { Description = Words["Account.Officer"], HelpName = "ID" };
    private readonly Option<bool> _withoutSecondFactor = new("--without-second-factor") { Description = Words["Account.WithoutSecondFactor"] };

    public static Command Create() => CommandTree.Group("account", Words["Account"],
        new AccountCommands().Open(), new AccountCommands().List(), new AccountCommands().Reset(), new AccountCommands().Unlock());

    private Command Open() => With(new Command("create", Words["Account.Create"]) { _office, _name, _officer }).Runs((call, token) => OnDeskAsync(call, async desk =>
    {
        var (office, name, password) = (call.Value(_office), call.Value(_name), AccountDesk.FirstPassword());
        await desk.CreateAsync(office, call.Value(_officer) ?? name, name, password, mustChange: true, token: token);
        call.Answer(new FirstPasswordAnswer(office, name, password), CommandJson.Default.FirstPasswordAnswer,
            to => to.WriteLine(Words["Account.Created", name, password]));
    }, token));

    private Command List() => With(new Command("list", Words["Account.List"]) { _office }).Runs((call, token) => OnDeskAsync(call, async desk =>
    {
        var lines = await desk.ListAsync(call.Value(_office), token);
        call.Answer(lines, CommandJson.Default.IReadOnlyListAccountLine, to =>
        {
            foreach (var line in lines)
                to.WriteLine($"{line.UserName,-20} {line.Name,-30} {string.Join(", ", Marks(line))}".TrimEnd());
        });
    }, token));

    private Command Reset() => With(new Command("reset", Words["Account.Reset"]) { _office, _name, _withoutSecondFactor }).Runs((call, token) => OnDeskAsync(call, async desk =>
    {
        var (office, name) = (call.Value(_office), call.Value(_name));
        var password = await desk.ResetAsync(office, name, call.Value(_withoutSecondFactor), token: token);
        call.Answer(new FirstPasswordAnswer(office, name, password), CommandJson.Default.FirstPasswordAnswer,
            to => to.WriteLine(Words["Account.WasReset", name, password]));
    }, token));

    private Command Unlock() => With(new Command("unlock", Words["Account.Unlock"]) { _office, _name }).Runs((call, token) => OnDeskAsync(call, async desk =>
    {
        var (office, name) = (call.Value(_office), call.Value(_name));
        await desk.UnlockAsync(office, name, token: token);
        call.Answer(new UnlockedAnswer(office, name), CommandJson.Default.UnlockedAnswer, to => to.WriteLine(Words["Account.Unlocked", name]));
    }, token));

    private Command With(Command command)
    {
        _installation.AddTo(command);
        return command;
    }

    private async Task<ExitCode> OnDeskAsync(Call call, Func<AccountDesk, Task> work, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var office = call.Value(_office);
        if (!(await database.OfficesAsync(token)).Contains(office))
            throw new OperatorException(Words["Office.Unknown", office], Words["Office.Unknown.Hint"], ExitCode.NotFound);
        await work(new AccountDesk(database));
        return ExitCode.Ok;
    }

    private static IEnumerable<string> Marks(AccountLine line)
    {
        if (line.Administrator)
            yield return Words["Account.Admin"];
        if (line.SecondFactor)
            yield return Words["Account.SecondFactor"];
        if (line.MustChangePassword)
            yield return Words["Account.FirstPassword"];
        if (line.LockedUntil > TimeProvider.System.GetUtcNow())
            yield return Words["Account.LockedUntil", line.LockedUntil.Value.ToString("u", CultureInfo.InvariantCulture)];
    }
}

/// <param name="Password">Handed over once; its owner has to replace it.</param>
internal sealed record FirstPasswordAnswer(string Office, string UserName, string Password);

internal sealed record UnlockedAnswer(string Office, string UserName);
