using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Automation;
using Laksana.Officers;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary><c>backup.agenda</c>: the line of the agenda about the case's backup, its copies and through whose hands they went, for the officer who enters it.</summary>
public sealed class BackupAgenda(CustodyTools tools, HandoverBook handovers, Offices offices) : IStepAction
{
    private const int MostHandovers = 200;

    public string Name => CustodySheet.Agenda;

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var office = await offices.GetAsync(run.Office, token);
        var words = new List<string>();
        if (await tools.BackupOfAsync(run.Office, run.CaseNumber, token) is { } backup)
        {
            words.Add(Say["agenda.backup", backup.Source, backup.Id, BackupWords.Size(backup.Bytes)]);
            foreach (var copy in (await tools.Media.CopiesOfAsync(run.Office, backup.Id, token)).Where(c => c.CaseNumber == run.CaseNumber))
            {
                words.Add(Say["agenda.copy", copy.Medium, copy.Digest[..12]]);
                foreach (var handed in (await handovers.ListAsync(run.Office, copy.Medium, MostHandovers, token)).Where(h => h.CaseNumber == run.CaseNumber).OrderBy(h => h.Run))
                    words.Add(handed.State == HandoverState.Accepted ? Say["agenda.accepted", office.NameOf(handed.Receiver), office.NameOf(handed.Giver)] : Say["agenda.refused", office.NameOf(handed.Receiver), handed.Reason]);
                if ((await tools.Media.FindAsync(run.Office, copy.Medium, token))?.Place is { } place) words.Add(Say["agenda.place", place]);
            }
        }
        var line = words.Count > 0 ? string.Join(" ", words) : Say["agenda.by-hand", run.CaseNumber];
        return new ActionResult(line, JsonSerializer.SerializeToElement(new AgendaResult(line, new Dictionary<string, string>(StringComparer.Ordinal) { [CustodySheet.AgendaField] = line }), AgendaJson.Default.AgendaResult));
    }
}

/// <summary>The line, and the form's field that may take it over.</summary>
internal sealed record AgendaResult(string Line, [property: JsonPropertyName("isian")] IReadOnlyDictionary<string, string> Fields);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AgendaResult))]
internal sealed partial class AgendaJson : JsonSerializerContext;
