using System.CommandLine;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana medium list|add|copy|check|verify|lost|destroy</c>. <c>verify</c> alone needs no installation: it works wherever the medium is plugged in.</summary>
internal sealed class MediumCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly BackupOptions _backups = new();
    private readonly Option<string> _office = new("--office") { Description = Words["Case.Office"], HelpName = "ID", Required = true };
    private readonly Option<bool> _overdue = new("--overdue") { Description = Words["Medium.Overdue"] };
    private readonly Argument<string> _label = new("LABEL") { Description = Words["Medium.Label"] };
    private readonly Argument<string> _backup = new("BACKUP") { Description = Words["Medium.Backup"] };
    private readonly Argument<string> _path = new("PATH") { Description = Words["Medium.Path"] };
    private readonly Option<string> _one = new("--backup") { Description = Words["Medium.One"], HelpName = "NAME" };
    private readonly Option<double?> _rate = new("--rate") { Description = Words["Medium.Rate"], HelpName = "MB" };
    private readonly Option<MediumKind> _kind = new("--kind") { Description = Words["Medium.Kind"], DefaultValueFactory = _ => MediumKind.FlashDisk };
    private readonly Option<string> _owner = new("--owner") { Description = Words["Medium.Owner"], HelpName = "TEXT", Required = true };
    private readonly Option<string> _place = new("--place") { Description = Words["Medium.Place"], HelpName = "TEXT", Required = true };
    private readonly Option<string> _serial = new("--serial") { Description = Words["Medium.Serial"], HelpName = "TEXT" };
    private readonly Option<string> _at = new("--at") { Description = Words["Medium.At"], HelpName = "PATH" };
    private readonly Option<string> _reason = new("--reason") { Description = Words["Medium.Reason"], HelpName = "TEXT", Required = true };
    private readonly Option<bool> _knowing = new("--knowing") { Description = Words["Medium.Knowing"] };

    public static Command Create()
    {
        var (list, add, copy, check, verify, lost, destroy) = (new MediumCommands(), new MediumCommands(), new MediumCommands(), new MediumCommands(), new MediumCommands(), new MediumCommands(), new MediumCommands());
        return CommandTree.Group("medium", Words["Medium"],
            list.With(new Command("list", Words["Medium.List"]) { list._office, list._overdue }).Runs(list.ListAsync),
            add.With(new Command("add", Words["Medium.Add"]) { add._label, add._office, add._kind, add._owner, add._place, add._serial, add._at }).Runs(add.AddAsync),
            copy.With(new Command("copy", Words["Medium.Copy"]) { copy._label, copy._backup, copy._office, copy._rate }).Runs(copy.CopyAsync),
            check.With(new Command("check", Words["Medium.Check"]) { check._label, check._office, check._one, check._rate }).Runs(check.CheckAsync),
            new Command("verify", Words["Medium.Verify"]) { verify._path, verify._one, verify._rate }.Runs(verify.VerifyAsync),
            lost.With(new Command("lost", Words["Medium.Lost"]) { lost._label, lost._office, lost._reason }).Runs((call, token) => lost.DeclareAsync(call, MediumAct.Lose, token)),
            destroy.With(new Command("destroy", Words["Medium.Destroy"]) { destroy._label, destroy._office, destroy._reason, destroy._knowing }).Runs((call, token) => destroy.DeclareAsync(call, MediumAct.AskDestruction, token)));
    }

    private Command With(Command command)
    {
        _installation.AddTo(command);
        _backups.AddTo(command);
        return command;
    }

    private async Task<ExitCode> ListAsync(Call call, CancellationToken token)
    {
        await using var database = await JoinAsync(call, token);
        var (book, office, now) = (new MediaBook(database), call.Value(_office)!, TimeProvider.System.GetUtcNow());
        var lines = new List<MediumLine>();
        foreach (var m in call.Value(_overdue) ? await book.OverdueAsync(office, now, token) : await book.ListAsync(office, token))
            lines.Add(MediumLine.Of(m, (await book.CopiesAsync(office, m.Label, token)).Count(c => c.State == CopyState.Whole), now));
        call.Answer<IReadOnlyList<MediumLine>>(lines, MediumJson.Default.IReadOnlyListMediumLine,
            to => lines.ForEach(m => to.WriteLine($"{m.Label}\t{m.State}\t{m.Holder ?? "–"}\t{m.Place}\t{m.CheckedAt?.ToString("u") ?? "–"}\t{m.Copies}")));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> AddAsync(Call call, CancellationToken token)
    {
        await using var database = await JoinAsync(call, token);
        var (office, label) = (call.Value(_office)!, Medium.LabelOf(call.Value(_label)));
        if (!Medium.IsLabel(label)) throw new OperatorException(Words["Medium.BadLabel", label], Words["Medium.BadLabel.Hint"], ExitCode.Usage);
        if (!(await database.OfficesAsync(token)).Contains(office)) throw new OperatorException(Words["Medium.NoOffice", office], Words["Medium.NoOffice.Hint"], ExitCode.NotFound);
        var entry = new MediumEntry(label, call.Value(_kind), call.Value(_serial), null, call.Value(_owner)!, call.Value(_place)!);
        Require(await new MediaDesk(database, TimeProvider.System).AddAsync(Form(office), [entry], token));
        if (call.Value(_at) is { } at) Require(await new MediaMarking(database, new MediaBook(database), Places(call), TimeProvider.System).MarkAsync(office, AdministrationLog.Installation, label, at, token));
        return await AnswerAsync(call, database, office, label, Words["Medium.Added", label], token);
    }

    private async Task<ExitCode> CopyAsync(Call call, CancellationToken token)
    {
        await using var database = await JoinAsync(call, token);
        var (office, bar) = (call.Value(_office)!, new CommandBar(call));
        var order = new CopyOrder(office, Medium.LabelOf(call.Value(_label)), call.Value(_backup), Guid.CreateVersion7().ToString("N") + "-1", AdministrationLog.Installation, null, Rate(call));
        try
        {
            var done = await Tools(call, database).Copying.RunAsync(order, bar, token);
            bar.End();
            call.Answer(new CopiedAnswer(done.Medium.Label, done.Backup.Id, done.Written.Digest, done.Written.Bytes, done.Seconds, done.Written.WasThere), MediumJson.Default.CopiedAnswer, to => to.WriteLine(done.Summary));
            return ExitCode.Ok;
        }
        catch (Automation.ActionFailedException failed)
        {
            bar.End();
            throw Explained(failed);
        }
    }

    private async Task<ExitCode> CheckAsync(Call call, CancellationToken token)
    {
        await using var database = await JoinAsync(call, token);
        var bar = new CommandBar(call);
        try
        {
            var done = await Tools(call, database).Measuring.RunAsync(call.Value(_office)!, Medium.LabelOf(call.Value(_label)), call.Value(_one), AdministrationLog.Installation, Rate(call), bar, token);
            bar.End();
            call.Answer(new CheckedAnswer(done.Check.Medium, done.Check.Whole, done.Code?.ToString(), done.Check.Bytes, done.Check.Seconds, done.Faults), MediumJson.Default.CheckedAnswer, to =>
            {
                to.WriteLine(done.Check.Detail);
                if (done.Code is { } code) to.WriteLine(Words["Medium.Code", code]);
            });
            return done.Check.Whole ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Automation.ActionFailedException failed)
        {
            bar.End();
            throw Explained(failed);
        }
    }

    private async Task<ExitCode> VerifyAsync(Call call, CancellationToken token)
    {
        var bar = new CommandBar(call);
        var told = new MeasuredBytes(bar);
        var found = await MediumMeasure.ReadAsync(call.Value(_path), call.Value(_one), MeasureStamp.Now(TimeProvider.System), told.Begin, told, new ByteRate(Rate(call)), token);
        bar.End();
        call.Answer(MeasuredAnswer.Of(found), MediumJson.Default.MeasuredAnswer, to => MeasuredAnswer.Say(found, to));
        return found.IsWhole ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task<ExitCode> DeclareAsync(Call call, MediumAct act, CancellationToken token)
    {
        await using var database = await JoinAsync(call, token);
        var (office, label) = (call.Value(_office)!, Medium.LabelOf(call.Value(_label)));
        Require(await new MediaDesk(database, TimeProvider.System).DoAsync(Form(office), label, act, call.Value(_reason), call.Value(_knowing), token));
        return await AnswerAsync(call, database, office, label, Words["Medium.Declared." + act, label], token);
    }

    private static async Task<ExitCode> AnswerAsync(Call call, LaksanaDatabase database, string office, string label, string words, CancellationToken token)
    {
        var medium = (await new MediaBook(database).FindAsync(office, label, token))!;
        call.Answer(MediumLine.Of(medium, 0, TimeProvider.System.GetUtcNow()), MediumJson.Default.MediumLine, to => to.WriteLine(words));
        return ExitCode.Ok;
    }

    private static CustodyForm Form(string office) => new(office, AdministrationLog.Installation, null);

    private static void Require(CustodyAnswer answer)
    {
        if (answer is CustodyAnswer.Refused refused)
            throw new OperatorException(new CustodyAnswer.Refused(refused.Why, [.. refused.Arguments.Select(a => a is OfficerName who ? who.Officer : a)]).Words, refused.Hint);
        if (answer is CustodyAnswer.NotFound) throw new OperatorException(Words["Medium.Unknown"], Words["Medium.Unknown.Hint"], ExitCode.NotFound);
    }

    private static OperatorException Explained(Automation.ActionFailedException failed) => new(failed.Message, failed.Hint ?? "", (failed.InnerException as MediumException)?.Fault switch
    {
        MediumFault.NotHere => ExitCode.NotFound,
        MediumFault.Full or MediumFault.ReadOnly or MediumFault.NotPermitted => ExitCode.Storage,
        _ => ExitCode.Failed,
    }, failed);

    private long? Rate(Call call) => call.Value(_rate) is { } megabytes and > 0 ? (long)(megabytes * 1_000_000) : null;

    private Task<LaksanaDatabase> JoinAsync(Call call, CancellationToken token) => LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);

    private BackupSettings Settings(Call call) => new(_backups.Folder(call) ?? Path.Combine(_installation.Settings(call).DataDirectory, "backups"), []);

    private MediaPlaces Places(Call call) => new(new MediaSettings([.. _backups.MediaRoots(call), Installing.DemoMedia.FolderIn(_installation.Settings(call).DataDirectory)]), Settings(call));

    private CustodyTools Tools(Call call, LaksanaDatabase database)
    {
        var clock = TimeProvider.System;
        return new CustodyTools(database, new MediaBook(database), new BackupBook(database, clock), Settings(call), Places(call), new BackupJobs(database, clock), new CaseLoader(database), clock);
    }
}
