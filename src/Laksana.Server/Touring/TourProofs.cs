using System.Text.Json;
using Laksana.Backups;
using Laksana.Server.Commands;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <summary>What proves the tour's cases afterwards: the register recomputed, one dossier checked, the dump read again. By the program's own commands.</summary>
internal sealed class TourProofs(TourInstallation installation, TourApi api)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan SealPatience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the running program has sealed all that was done.</summary>
    public async Task SealedAsync(IEnumerable<TourOffice> offices, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(SealPatience);
        foreach (var office in offices)
            while (!patience.IsCancellationRequested && (await api.ReadAsync(office.Administrator, "/register/head", TourApi.Answers.RegisterHead, token)).Waiting > 0)
                await Task.Delay(Look, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        token.ThrowIfCancellationRequested();
    }

    /// <summary><c>laksana register verify</c> under the heads that were kept outside.</summary>
    public async Task<IReadOnlyList<VerifyAnswer>> VerifyAsync(CancellationToken token)
    {
        var ran = await OwnProgram.RunAsync(["register", "verify", "--json", "--data", installation.Data, "--head-file", installation.HeadFile], token);
        return ran.Output.Length == 0 ? throw Failed(ran) : JsonSerializer.Deserialize(ran.Output, CommandJson.Default.IReadOnlyListVerifyAnswer)!;
    }

    /// <summary><c>laksana case export</c>.</summary>
    /// <returns>The dossier's file.</returns>
    public async Task<string> ExportAsync(TourCase walked, CancellationToken token)
    {
        var file = installation.PathOf(walked.Number + ".laksana.zip");
        var ran = await OwnProgram.RunAsync(["case", "export", walked.Number!, "--office", walked.Office, "--output", file, "--data", installation.Data], token);
        return ran.Code == 0 ? file : throw Failed(ran);
    }

    /// <summary><c>laksana dossier verify</c>; needs neither the program nor its database.</summary>
    public async Task<DossierAnswer> VerifyAsync(string dossier, CancellationToken token)
    {
        var ran = await OwnProgram.RunAsync(["dossier", "verify", dossier, "--json", "--head-file", installation.HeadFile], token);
        return ran.Output.Length == 0 ? throw Failed(ran) : JsonSerializer.Deserialize(ran.Output, CommandJson.Default.DossierAnswer)!;
    }

    /// <summary>Reads a backup on the disk again: whether it is what its result in the register says.</summary>
    public static async Task<bool> IsOnDiskAsync(JsonElement result, CancellationToken token)
    {
        try
        {
            var read = await Artifact.At(result.GetProperty("folder").GetString()!).HashAsync(null, ByteRate.Unlimited, token);
            return (read.Sha256, read.Bytes) == (result.GetProperty("sha256").GetString(), result.GetProperty("bytes").GetInt64());
        }
        catch (ArtifactException)
        {
            return false;
        }
    }

    private static OperatorException Failed(Ran ran) => new(Say["command.failed", ran.Code], ran.Errors.Trim());
}
