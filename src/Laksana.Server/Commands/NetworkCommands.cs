using System.CommandLine;
using System.Text.Json.Serialization;
using Laksana.Database;
using Laksana.Documents.Tables;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;
using Laksana.Server.Hosting;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana network status|export|import</c>: how an office's network stands, and its map as tables.</summary>
internal sealed class NetworkCommands
{
    private const string Ending = ".csv";

    private readonly InstallationOptions _installation = new();
    private readonly NetworkOptions _probes = new();
    private readonly Option<string> _office = new("--office") { Description = Words["Case.Office"], HelpName = "ID", Required = true };
    private readonly Option<bool> _whole = new("--whole") { Description = Words["Network.Whole"] };
    private readonly Argument<string> _folder = new("FOLDER") { Description = Words["Network.Folder"] };

    public static Command Create() => CommandTree.Group("network", Words["Network"],
        Make("status", "Network.Status", c => [c._office], (c, call, kit, token) => StatusAsync(call, kit, token)),
        Make("export", "Network.Export", c => [c._folder, c._office], (c, call, kit, token) => c.ExportAsync(call, kit, token)),
        Make("import", "Network.Import", c => [c._folder, c._office, c._whole], (c, call, kit, token) => c.ImportAsync(call, kit, token)));

    private static Command Make(string name, string words, Func<NetworkCommands, IReadOnlyList<Symbol>> takes, Func<NetworkCommands, Call, Kit, CancellationToken, Task<ExitCode>> run)
    {
        var own = new NetworkCommands();
        var command = new Command(name, Words[words]);
        foreach (var symbol in takes(own))
            if (symbol is Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        own._installation.AddTo(command);
        own._probes.AddTo(command);
        return command.Runs(async (call, token) =>
        {
            await using var database = await LaksanaDatabase.JoinAsync(own._installation.Settings(call), token: token);
            var options = new ServeOptions { Urls = [], DataDirectory = own._installation.Settings(call).DataDirectory, ProbeSecrets = own._probes.Secrets(call) };
            await using var services = new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System).AddSingleton(options).AddLogging().AddCases().AddNetwork(options).BuildServiceProvider();
            var office = call.Value(own._office)!;
            if (!(await database.OfficesAsync(token)).Contains(office)) throw new OperatorException(Words["Backup.NoOffice", office], Words["Backup.NoOffice.Hint"], ExitCode.NotFound);
            return await run(own, call, new Kit(services, office), token);
        });
    }

    /// <summary>What a command works with.</summary>
    private sealed record Kit(IServiceProvider Services, string Office)
    {
        public T The<T>() where T : notnull => Services.GetRequiredService<T>();

        public ValueTask<NetworkMap> MapAsync(CancellationToken token) => The<NetworkMaps>().GetAsync(Office, token);
    }

    private static async Task<ExitCode> StatusAsync(Call call, Kit kit, CancellationToken token)
    {
        var map = await kit.MapAsync(token);
        var glance = await kit.The<StandingBook>().GlanceAsync(kit.Office, token);
        var open = await kit.The<IncidentBook>().OpenAsync(kit.Office, token);
        int Count(Standing standing) => glance.Counts.GetValueOrDefault(standing);
        var answer = new NetworkAnswer(glance.Watch.WatchedUntil, glance.Watch.BlindSince, Count(Standing.Up), Count(Standing.Degraded), Count(Standing.Down), Count(Standing.Unknown),
            [.. open.Select(i => new NetworkIncident(i.Number, i.Element, map.NameOf(i.Element), i.BeganAt, i.Affected, i.AcknowledgedBy, i.CaseNumber))]);
        call.Answer(answer, NetworkCommandJson.Default.NetworkAnswer, to =>
        {
            to.WriteLine(answer.WatchedUntil is { } until ? Words["Network.Watched", until.ToString("u", System.Globalization.CultureInfo.InvariantCulture)] : Words["Network.NeverWatched"]);
            to.WriteLine(Words["Network.Counts", answer.Up, answer.Degraded, answer.Down, answer.Unknown]);
            foreach (var i in answer.Incidents) to.WriteLine($"{i.Number}\t{i.Name}\t{i.BeganAt:u}\t{i.Affected}\t{i.AcknowledgedBy ?? "—"}\t{i.CaseNumber ?? "—"}");
        });
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ExportAsync(Call call, Kit kit, CancellationToken token)
    {
        var (map, folder) = (await kit.MapAsync(token), Directory.CreateDirectory(call.Value(_folder)).FullName);
        var written = new List<string>();
        foreach (var kind in MapNames.Kinds.Where(k => map.Entries.Any(e => e.Kind == k)))
        {
            var path = Path.Combine(folder, MapNames.Word(kind) + Ending);
            await using var file = File.Create(path);
            await TableWriter.WriteCsvAsync(MapExport.FormOf(kind), MapExport.Rows(map, kind), file, token);
            written.Add(path);
        }
        call.Answer(written, NetworkCommandJson.Default.ListString, to => written.ForEach(to.WriteLine));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ImportAsync(Call call, Kit kit, CancellationToken token)
    {
        var map = await kit.MapAsync(token);
        var files = new List<MapFile>();
        foreach (var kind in MapNames.Kinds)
            if (Path.Combine(call.Value(_folder), MapNames.Word(kind) + Ending) is var path && File.Exists(path)) files.Add(new MapFile(kind, Path.GetFileName(path), await File.ReadAllBytesAsync(path, token)));
        if (files.Count == 0) throw new OperatorException(Words["Network.NoTables", call.Value(_folder)], Words["Network.NoTables.Hint", string.Join(", ", MapNames.Kinds.Select(k => MapNames.Word(k) + Ending))], ExitCode.NotFound);
        var read = MapImport.Read(files, map, kit.The<ProbeSecrets>().Of(kit.Office).Names, call.Value(_whole));
        var faults = read.Findings.Select(f => $"{f.File}:{f.Row?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}: {f.Column}: {f.Message}").ToList();
        if (faults.Count == 0 && read.Entries.Count + read.Removed.Count > 0)
            faults = [.. (await kit.The<MapDesk>().ChangeAsync(kit.Office, new MapChange(AdministrationLog.Installation, AdministrationActs.NetworkMapImported, kit.Office) { Put = read.Entries, Remove = read.Removed }, token))
                .Select(f => $"{MapNames.Word(f.Kind)} {f.Id}: {f.Message}")];
        call.Answer(new NetworkImported(faults.Count == 0 ? read.Entries.Count : 0, faults.Count == 0 ? read.Removed.Count : 0, faults), NetworkCommandJson.Default.NetworkImported, to =>
        {
            foreach (var fault in faults) to.WriteLine(fault);
            to.WriteLine(faults.Count > 0 ? Words["Network.Refused", faults.Count] : Words["Network.Imported", read.Entries.Count, read.Removed.Count]);
        });
        return faults.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
    }
}

/// <summary>What <c>network status --json</c> says.</summary>
internal sealed record NetworkAnswer(DateTimeOffset? WatchedUntil, DateTimeOffset? BlindSince, int Up, int Degraded, int Down, int Unknown, IReadOnlyList<NetworkIncident> Incidents);

internal sealed record NetworkIncident(string Number, string Element, string Name, DateTimeOffset BeganAt, int Affected, string? AcknowledgedBy, string? CaseNumber);

internal sealed record NetworkImported(int Changed, int Removed, IReadOnlyList<string> Faults);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(NetworkAnswer))]
[JsonSerializable(typeof(NetworkImported))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class NetworkCommandJson : JsonSerializerContext;
