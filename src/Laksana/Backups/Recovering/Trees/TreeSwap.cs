using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>
/// Swaps two directories of one file system by their names, and back. What is there after a crash is read from the inodes, which go with the directories:
/// <code>
///   (the plan with both inodes is durable in the recovery's row: Swapping)
///   1  exchange   LIVE and BESIDE in one step (renameat2)        crash before: nothing happened; after: LIVE is the restored one -> finished by 2
///   2  put aside  BESIDE (the old one by now) -> OLD             crash before: done at the next start
///   Where the file system cannot exchange:
///   1' LIVE -> OLD      crash after it: LIVE is missing, and both inodes are known under OLD and BESIDE -> 2' is done at the next start
///   2' BESIDE -> LIVE
/// </code>
/// A directory's entry is on disk when the directory that holds it was synced, which is done before anything is said to be swapped.
/// </summary>
internal sealed class TreeSwap(RecoveryNames names, SwapPlan plan, Func<string, Task> reached)
{
    public enum Where
    {
        Before,
        After,
        /// <summary>Between 1' and 2': nothing has the live name.</summary>
        Between,
        /// <summary>Exchanged, and the old one not yet put aside.</summary>
        NotAside,
        /// <summary>Exchanged back, and the restored one not yet put beside.</summary>
        NotBeside,
        Foreign,
    }

    /// <summary>Tests try the way of file systems that cannot exchange.</summary>
    public bool CanExchange { get; init; } = true;

    public async Task<Where> LookAsync(CancellationToken token)
    {
        var (live, beside, old) = (await Renaming.IdentityAsync(names.Live, token), await Renaming.IdentityAsync(names.Beside, token), await Renaming.IdentityAsync(names.Old, token));
        var (was, restored) = (plan.LiveIdentity, plan.RestoredIdentity);
        if (live == was && beside == restored) return Where.Before;
        if (live == restored && (was is null || old == was)) return Where.After;
        if (was is not null && live == restored && beside == was) return Where.NotAside;
        if (was is not null && live == was && old == restored) return Where.NotBeside;
        return was is not null && live is null && old == was && beside == restored ? Where.Between : Where.Foreign;
    }

    /// <summary>Swaps, or goes on with a swap that was cut off.</summary>
    public async Task ExchangeAsync(CancellationToken token)
    {
        switch (await LookAsync(token))
        {
            case Where.After:
                return;
            case Where.Foreign:
                throw Fail("swap-foreign", names.Live);
            case Where.Between:
                Renaming.Move(names.Beside, names.Live);
                break;
            case Where.NotAside:
                Renaming.Move(names.Beside, names.Old);
                break;
            case Where.NotBeside:
                Renaming.Move(names.Old, names.Beside);
                await FromBeforeAsync();
                break;
            default:
                await FromBeforeAsync();
                break;
        }
        await SyncAsync(token);
        await reached("renamed");
    }

    /// <summary>The way back: LIVE and OLD exchanged, the restored one put beside again.</summary>
    public async Task UndoAsync(CancellationToken token)
    {
        switch (await LookAsync(token))
        {
            case Where.Before:
                return;
            case Where.Foreign:
                throw Fail("swap-foreign", names.Live);
            case Where.Between:
                // An undoing without exchange leaves the same picture as a swap: OLD and BESIDE, no LIVE.
                Renaming.Move(names.Old, names.Live);
                break;
            case Where.NotAside:
                Renaming.Move(names.Beside, names.Old);
                await FromAfterAsync();
                break;
            case Where.NotBeside:
                Renaming.Move(names.Old, names.Beside);
                break;
            default:
                await FromAfterAsync();
                break;
        }
        await SyncAsync(token);
        await reached("renamed");
    }

    private async Task FromBeforeAsync()
    {
        if (plan.LiveIdentity is null)
        {
            Renaming.Move(names.Beside, names.Live);
            return;
        }
        if (CanExchange && Renaming.TryExchange(names.Beside, names.Live))
        {
            await reached("exchanged");
            Renaming.Move(names.Beside, names.Old);
            return;
        }
        Renaming.Move(names.Live, names.Old);
        await reached("moved-away");
        Renaming.Move(names.Beside, names.Live);
    }

    private async Task FromAfterAsync()
    {
        if (plan.LiveIdentity is null)
        {
            Renaming.Move(names.Live, names.Beside);
            return;
        }
        if (CanExchange && Renaming.TryExchange(names.Live, names.Old))
        {
            await reached("exchanged");
            Renaming.Move(names.Old, names.Beside);
            return;
        }
        Renaming.Move(names.Live, names.Beside);
        await reached("moved-away");
        Renaming.Move(names.Old, names.Live);
    }

    private async Task SyncAsync(CancellationToken token)
    {
        var folder = Path.GetDirectoryName(names.Live)!;
        var said = await Database.ExternalProgram.RunAsync(["sync", folder], TimeSpan.FromMinutes(10), token);
        if (said.ExitCode != 0) throw new IOException(said.Text.Trim());
    }
}
