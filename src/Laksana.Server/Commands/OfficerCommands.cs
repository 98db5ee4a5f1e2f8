using System.CommandLine;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Hosting;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana officer enrol|list</c>: an office's first officers, who then keep its books themselves. Works beside a running Laksana.</summary>
internal sealed class OfficerCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly Argument<string> _office = new("OFFICE") { Description = Words["Office.Id"] };
    private readonly Argument<string> _officer = new("OFFICER") { Description = Words["Officer.Id"] };
    private readonly Option<string> _name = new("--name") { Description = Words["Officer.Name"], HelpName = "TEXT", Required = true };
    private readonly Option<string> _nip = new("--nip") { Description = Words["Officer.Nip"], HelpName = "NIP" };
    private readonly Option<string> _phone = new("--phone") { Description = Words["Officer.Phone"], HelpName = "TEXT" };
    private readonly Option<string[]> _positions = new("--position") { Description = Words["Officer.Position"], HelpName = "ID" };
    private readonly Option<bool> _administrator = new("--administrator") { Description = Words["Officer.Administrator"] };

    public static Command Create()
    {
        var (enrol, list) = (new OfficerCommands(), new OfficerCommands());
        var enrolling = new Command("enrol", Words["Officer.Enrol"])
            { enrol._office, enrol._officer, enrol._name, enrol._nip, enrol._phone, enrol._positions, enrol._administrator };
        enrol._installation.AddTo(enrolling);
        var listing = new Command("list", Words["Officer.List"]) { list._office };
        list._installation.AddTo(listing);
        return CommandTree.Group("officer", Words["Officer"],
            enrolling.Runs((call, token) => enrol.WithBooksAsync(call, enrol.EnrolAsync, token)),
            listing.Runs((call, token) => list.WithBooksAsync(call, list.ListAsync, token)));
    }

    private async Task EnrolAsync(Call call, IServiceProvider books, CancellationToken token)
    {
        var office = await books.GetRequiredService<Offices>().GetAsync(call.Value(_office), token);
        var (officer, positions) = (call.Value(_officer), call.Value(_positions) ?? []);
        if (!NewOfficer.IsId(officer))
            throw new OperatorException(Words["Officer.BadId", officer], Words["Officer.BadId.Hint"], ExitCode.Usage);
        var known = office.Definition.Positions.Select(p => p.Id).ToList();
        if (positions.Except(known, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
            throw new OperatorException(Words["Officer.NoPosition", string.Join(", ", unknown)], Words["Officer.NoPosition.Hint", string.Join(", ", known)], ExitCode.Usage);
        var desk = books.GetRequiredService<OfficeDesk>();
        await desk.EnrolAsync(office.Id, new NewOfficer(officer, call.Value(_name)!.Trim(), call.Value(_administrator), call.Value(_phone), call.Value(_nip)), token);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), office.Zone).DateTime);
        foreach (var position in positions)
            await desk.AppointAsync(office.Id, officer, position, Capacity.Definitive, warrant: null, today, until: null, token);
        await books.GetRequiredService<TaskRebuild>().RunAsync(office.Id, token);
        await AnswerAsync(call, books, officer, token);
    }

    private Task ListAsync(Call call, IServiceProvider books, CancellationToken token) => AnswerAsync(call, books, officer: null, token);

    private async Task AnswerAsync(Call call, IServiceProvider books, string? officer, CancellationToken token)
    {
        var staff = await books.GetRequiredService<StaffList>().ReadAsync(call.Value(_office), officer, token);
        call.Answer(staff, CommandJson.Default.IReadOnlyListStaffMember, to =>
        {
            foreach (var member in staff)
                to.WriteLine($"{member.Officer,-20} {member.Name,-30} {string.Join(", ", member.Holdings.Select(h => h.Position).Append(member.Administrator ? Words["Account.Admin"] : ""))}".TrimEnd(' ', ','));
        });
    }

    private async Task<ExitCode> WithBooksAsync(Call call, Func<Call, IServiceProvider, CancellationToken, Task> work, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var office = call.Value(_office);
        if (!(await database.OfficesAsync(token)).Contains(office))
            throw new OperatorException(Words["Office.Unknown", office], Words["Office.Unknown.Hint"], ExitCode.NotFound);
        await using var books = new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System).AddCases().BuildServiceProvider();
        await work(call, books, token);
        return ExitCode.Ok;
    }
}
