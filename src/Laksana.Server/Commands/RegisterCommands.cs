using System.CommandLine;
using Laksana.Database;
using Laksana.Register;
using Microsoft.Extensions.Logging.Abstractions;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana register verify|seal</c>.</summary>
internal sealed class RegisterCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly Option<string[]> _offices = new("--office") { Description = Words["Register.Office"], HelpName = "ID" };
    private readonly Option<string> _heads = new("--head-file") { Description = Words["Register.Heads"], HelpName = "FILE" };
    private readonly Option<bool> _newKey = new("--new-key") { Description = Words["Register.NewKey"] };
    private readonly Option<bool> _skip = new("--without-documents") { Description = Words["Register.Skip"] };

    public static Command Create()
    {
        var (verify, seal) = (new RegisterCommands(), new RegisterCommands());
        var verifying = new Command("verify", Words["Register.Verify"]) { verify._offices, verify._heads, verify._skip };
        verify._installation.AddTo(verifying);
        var sealing = new Command("seal", Words["Register.Seal"]) { seal._heads, seal._newKey };
        seal._installation.AddTo(sealing);
        return CommandTree.Group("register", Words["Register"], verifying.Runs(verify.VerifyAsync), sealing.Runs(seal.SealAsync));
    }

    private async Task<ExitCode> VerifyAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var reports = new List<VerificationReport>();
        foreach (var office in call.Value(_offices) is { Length: > 0 } named ? named : [.. await database.OfficesAsync(token)])
        {
            var heads = call.Value(_heads) is { } file ? await HeadFile.ReadAsync(file, office, token) : [];
            var order = new VerificationOrder(office) { Heads = heads, SkipDocuments = call.Value(_skip) };
            reports.Add(await new RegisterVerifier(database.ApplicationConnectionString).VerifyAsync(order, token: token));
        }
        var answer = reports.ConvertAll(r => new VerifyAnswer(r.Office, r.Fits, r.Events, r.Cases, r.Seals, r.Documents, r.UnsealedEvents,
            r.ProvedUpTo?.Number, r.FindingCount, [.. r.Findings.Select(f => f.ToString())]));
        call.Answer<IReadOnlyList<VerifyAnswer>>(answer, CommandJson.Default.IReadOnlyListVerifyAnswer, to => answer.ForEach(office => Say(to, office)));
        return reports.TrueForAll(r => r.Fits) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Say(TextWriter to, VerifyAnswer office)
    {
        to.WriteLine(Words[office.Fits ? "Register.Fits" : "Register.DoesNotFit", office.Office, office.Events, office.Cases, office.Seals, office.Documents, office.UnsealedEvents]);
        to.WriteLine(office.ProvedUpTo is { } seal ? Words["Register.Proved", seal] : Words["Register.NoHead"]);
        foreach (var finding in office.Findings) to.WriteLine("  " + finding);
    }

    private async Task<ExitCode> SealAsync(Call call, CancellationToken token)
    {
        var settings = _installation.Settings(call);
        await using var database = await LaksanaDatabase.JoinAsync(settings, token: token);
        using var key = SealKey.OpenOrCreate(settings.DataDirectory);
        using var heads = call.Value(_heads) is { } file ? new HeadFile(file) : null;
        var sealer = new Sealer(database, key, TimeProvider.System, heads, NullLogger<Sealer>.Instance) { IntroduceKey = call.Value(_newKey) };
        var made = await sealer.SealAllAsync(token);
        if (sealer.Refusing.Count > 0)
            throw new OperatorException(Words["Register.OtherKey", string.Join(", ", sealer.Refusing)], Words["Register.OtherKey.Hint"]);
        call.Answer(new SealAnswer(made.Count), CommandJson.Default.SealAnswer, to => to.WriteLine(Words["Register.Sealed", made.Count]));
        return ExitCode.Ok;
    }
}

/// <param name="ProvedUpTo">Number of the newest seal that an outside head vouches for.</param>
internal sealed record VerifyAnswer(string Office, bool Fits, long Events, long Cases, long Seals, long Documents, long UnsealedEvents, long? ProvedUpTo,
    long FindingCount, IReadOnlyList<string> Findings);

internal sealed record SealAnswer(int Seals);
