using System.CommandLine;
using Laksana.Database;
using Laksana.Register;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana case list|export</c> and <c>laksana dossier verify</c>.</summary>
internal sealed class CaseCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly Option<string> _office = new("--office") { Description = Words["Case.Office"], HelpName = "ID", Required = true };
    private readonly Argument<string> _number = new("NUMBER") { Description = Words["Case.Number"] };
    private readonly Option<string> _output = new("--output", "-o") { Description = Words["Case.Output"], HelpName = "FILE" };
    private readonly Option<bool> _personal = new("--with-personal-values") { Description = Words["Case.Personal"] };
    private readonly Option<int> _most = new("--most") { Description = Words["Case.Most"], DefaultValueFactory = _ => 50, HelpName = "N" };
    private readonly Argument<string> _file = new("FILE") { Description = Words["Dossier.File"] };
    private readonly Option<string> _heads = new("--head-file") { Description = Words["Register.Heads"], HelpName = "FILE" };

    public static Command CreateCase()
    {
        var (list, export) = (new CaseCommands(), new CaseCommands());
        var listing = new Command("list", Words["Case.List"]) { list._office, list._most };
        list._installation.AddTo(listing);
        var exporting = new Command("export", Words["Case.Export"]) { export._number, export._office, export._output, export._personal };
        export._installation.AddTo(exporting);
        return CommandTree.Group("case", Words["Case"], listing.Runs(list.ListAsync), exporting.Runs(export.ExportAsync));
    }

    public static Command CreateDossier()
    {
        var verify = new CaseCommands();
        return CommandTree.Group("dossier", Words["Dossier"], new Command("verify", Words["Dossier.Verify"]) { verify._file, verify._heads }.Runs(verify.VerifyAsync));
    }

    private async Task<ExitCode> ListAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var office = call.Value(_office)!;
        await using var batch = database.Batch(office);
        batch.Add("select case_number, procedure, subject, status, opened_at, late from case_file where office = $1 order by opened_at desc limit $2", office, Math.Max(1, call.Value(_most)));
        await using var reader = await batch.ReadAsync(token);
        var lines = new List<CaseLine>();
        while (await reader.ReadAsync(token))
            lines.Add(new CaseLine(reader.GetString(0), reader.GetString(1), reader.GetString(2), ((Cases.CaseStatus)reader.GetInt16(3)).ToString(),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5)));
        call.Answer<IReadOnlyList<CaseLine>>(lines, CommandJson.Default.IReadOnlyListCaseLine,
            to => lines.ForEach(c => to.WriteLine($"{c.Number}\t{c.Status}\t{c.Sheet}\t{c.Subject}")));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ExportAsync(Call call, CancellationToken token)
    {
        var settings = _installation.Settings(call);
        var path = call.Value(_output) ?? call.Value(_number) + ".laksana.zip";
        await using var database = await LaksanaDatabase.JoinAsync(settings, token: token);
        using var key = SealKey.OpenOrCreate(settings.DataDirectory);
        // Written beside its place and renamed: a cut-off export leaves nothing that looks whole.
        var partial = path + ".partial";
        try
        {
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
                await Dossier.ExportAsync(database, key, new DossierOrder(call.Value(_office)!, call.Value(_number)) { PersonalValues = call.Value(_personal) }, file, token);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
        call.Answer(new ExportAnswer(Path.GetFullPath(path)), CommandJson.Default.ExportAnswer, to => to.WriteLine(path));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> VerifyAsync(Call call, CancellationToken token)
    {
        var path = call.Value(_file);
        if (!File.Exists(path)) throw new OperatorException(Words["File.Missing", path], Words["File.Unreadable.Hint"], ExitCode.NotFound);
        await using var file = File.OpenRead(path);
        var heads = call.Value(_heads) is { } headFile ? await HeadFile.ReadAsync(headFile, null, token) : [];
        var report = await Dossier.VerifyAsync(file, new DossierTrust { Heads = heads }, token);
        var answer = new DossierAnswer(report.Fits, report.Office, report.CaseNumber, report.Events, report.Documents, report.SealedUpTo, report.Key,
            report.ProvedBy?.Number, [.. report.Findings.Select(f => f.ToString())]);
        call.Answer(answer, CommandJson.Default.DossierAnswer, to =>
        {
            to.WriteLine(Words[answer.Fits ? "Dossier.Fits" : "Dossier.DoesNotFit", answer.Case, answer.Office, answer.Events, answer.Documents, answer.SealedUpTo]);
            to.WriteLine(Words["Dossier.Key", answer.Key]);
            if (answer.Fits) to.WriteLine(answer.ProvedBySeal is { } seal ? Words["Register.Proved", seal] : Words["Dossier.NoHead"]);
            foreach (var finding in answer.Findings) to.WriteLine("  " + finding);
        });
        return report.Fits ? ExitCode.Ok : ExitCode.Failed;
    }
}

internal sealed record CaseLine(string Number, string Sheet, string Subject, string Status, DateTimeOffset OpenedAt, bool Late);

internal sealed record ExportAnswer(string File);

internal sealed record DossierAnswer(bool Fits, string? Office, string? Case, int Events, int Documents, int SealedUpTo, string? Key, long? ProvedBySeal, IReadOnlyList<string> Findings);
