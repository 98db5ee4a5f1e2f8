using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Laksana.Server.Tests.Survival;

/// <summary>An act that was answered: it must be in the register once.</summary>
/// <param name="What">open, begin, complete, acknowledge, note or attach.</param>
/// <param name="Mark">The note's text or the document's SHA-256.</param>
internal sealed record Acknowledged(string What, string Case, int Version, int Run = 0, string Mark = "");

/// <summary>Officers who bring one case after the other from its opening to its end, and remember what they were told.</summary>
internal sealed class CaseWalker(Caller caller, string sheet, string opener, IReadOnlyDictionary<string, string> opening, int seed)
{
    /// <summary>Values by row, as the sheets ask for them.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Values = new(StringComparer.Ordinal)
    {
        ["periksa-perangkat-lunak"] = new() { ["hasil-perangkat-lunak"] = "baik" },
        ["periksa-alamat"] = new() { ["hasil-alamat"] = "sesuai" },
        ["cek-modem"] = new() { ["lampu-daya"] = "menyala" },
        ["berfungsi"] = new() { ["penyebab"] = "kabel" },
        ["lapor-kasi"] = new() { ["ringkasan"] = "Kabel diganti, jaringan berfungsi." },
        ["masuk-folder"] = new() { ["nama-file"] = "kependudukan.dmp", ["ukuran"] = "1000" },
        ["letakkan-file"] = new() { ["folder"] = "/backup/baru" },
        ["salin-ke-media"] = new() { ["media"] = "disk", ["label-media"] = "BKP", ["salinan-cocok"] = "ya" },
        ["terima-kasi"] = new() { ["media-terbaca"] = "ya" },
        ["terima-kabid"] = new() { ["tempat-simpan"] = "Lemari arsip" },
    };

    private readonly Random _random = new(seed);

    public List<Acknowledged> Told { get; } = [];

    /// <summary>Cases brought to their end.</summary>
    public int Ended { get; private set; }

    /// <summary>Works until told to stop; the case in hand then stays as it is.</summary>
    public async Task WalkAsync(CancellationToken stop, CancellationToken patience)
    {
        while (!stop.IsCancellationRequested)
        {
            var number = (await ActAsync("open", opener, null, "/cases", new { sheet, fields = opening }, 0, "", patience)).Case;
            while (!stop.IsCancellationRequested && await NextAsync(number, patience)) { }
        }
    }

    /// <summary>Brings what is left to its end; what cannot be acted on any more shows here.</summary>
    public async Task FinishAsync(CancellationToken patience)
    {
        foreach (var number in Told.Where(t => t.What == "open").Select(t => t.Case).Distinct(StringComparer.Ordinal).ToList())
            while (await NextAsync(number, patience)) { }
    }

    /// <returns>False when the case has ended.</returns>
    private async Task<bool> NextAsync(string number, CancellationToken patience)
    {
        var seen = await caller.ReadAsync(opener, "/cases/" + number, patience);
        if (!seen.Done) throw new InvalidOperationException($"{number} cannot be read: {seen}");
        if (seen.Text("status") != "running")
        {
            Ended++;
            return false;
        }
        if (_random.Next(4) == 0) await AsideAsync(number, patience);
        var row = seen.Body.GetProperty("runs").EnumerateArray().First(r => r.TryGetProperty("open", out _));
        await DoRowAsync(number, row, patience);
        return true;
    }

    private async Task DoRowAsync(string number, JsonElement row, CancellationToken patience)
    {
        var (run, step, status) = (row.GetProperty("run").GetInt32(), row.GetProperty("step").GetString()!, row.GetProperty("status").GetString());
        var officer = row.TryGetProperty("officer", out var holder) && status == "working" ? holder.GetProperty("officer").GetString()!
            : row.GetProperty("open").GetProperty("mayAct").EnumerateArray().Select(o => o.GetProperty("officer").GetString()!).First(caller.Knows);
        var at = string.Create(CultureInfo.InvariantCulture, $"/cases/{number}/runs/{run}/");
        var machine = row.TryGetProperty("machine", out var work) ? work.GetProperty("status").GetString() : null;
        var outcome = step == "berfungsi" ? "ya" : null;
        if (status == "ready") await ActAsync("begin", officer, number, at + "begin", null, run, "", patience);
        else if (status == "reported") await ActAsync("acknowledge", officer, number, at + "acknowledge", new { outcome = (string?)null }, run, "", patience);
        else if (machine == "running") await Task.Delay(300, patience);
        else if (machine == "failed") await ActAsync("retry", officer, number, at + "action/retry", null, run, "", patience);
        else await ActAsync("complete", officer, number, at + "complete", new { fields = Values.GetValueOrDefault(step) ?? [], outcome }, run, "", patience);
    }

    private async Task AsideAsync(string number, CancellationToken patience)
    {
        var mark = Guid.NewGuid().ToString("N");
        if (_random.Next(2) == 0)
        {
            await ActAsync("note", opener, number, $"/cases/{number}/notes", new { text = mark }, 0, mark, patience);
            return;
        }
        var document = Encoding.ASCII.GetBytes("%PDF-1.4\n% " + mark + "\n" + new string('x', _random.Next(200_000)) + "\n%%EOF\n");
        var answer = await caller.SendAsync(opener, $"/cases/{number}/documents?name=bukti.pdf", document, patience);
        Remember("attach", answer, 0, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document)));
    }

    private async Task<Acknowledged> ActAsync(string what, string officer, string? number, string path, object? body, int run, string mark, CancellationToken patience)
    {
        var answer = await caller.DoAsync(officer, path, body, patience);
        if (!answer.Done) throw new InvalidOperationException($"{what} of {number} by {officer} at {path} was refused: {answer}");
        return Remember(what, answer, run, mark);
    }

    private Acknowledged Remember(string what, Answered answer, int run, string mark)
    {
        if (!answer.Done) throw new InvalidOperationException($"{what} was refused: {answer}");
        var told = new Acknowledged(what, answer.Text("number"), answer.Body.GetProperty("version").GetInt32(), run, mark);
        Told.Add(told);
        return told;
    }
}
