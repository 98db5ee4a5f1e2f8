using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>One proof at a time on a machine: two would share its disk and processor and both take longer than a recovery does.</summary>
internal sealed class ProofTurn : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _held;

    private ProofTurn(FileStream held) => _held = held;

    /// <summary>Waits for those before; the kernel frees the turn of a program that was killed.</summary>
    public static async Task<ProofTurn> TakeAsync(ProofSettings settings, IActionProgress progress, CancellationToken token)
    {
        Directory.CreateDirectory(settings.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        for (var waits = false; ; waits = true)
        {
            try
            {
                return new ProofTurn(new FileStream(Path.Combine(settings.Directory, "giliran"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException error) when (error is not DirectoryNotFoundException && (error.HResult & 0xFFFF) == 11) // EWOULDBLOCK: another has it
            {
                if (!waits) await progress.ReportAsync(ProofWords.Proofs["turn"], null, token);
                await Task.Delay(Look, token);
            }
        }
    }

    public void Dispose() => _held.Dispose();
}
