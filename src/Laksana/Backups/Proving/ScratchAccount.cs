using System.Globalization;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>
/// Under whom a scratch server runs. What is restored may run code of its own (functions of the dump, with a superuser's rights there), so a
/// program of root gives it an account that can reach neither the files of the live cluster nor, where namespaces are permitted, any network.
/// </summary>
internal sealed class ScratchAccount
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly ServerAccount _account;
    private readonly string _groups;

    private ScratchAccount(ServerAccount account, bool withoutNetwork, string groups) => (_account, WithoutNetwork, _groups) = (account, withoutNetwork, groups);

    public string Name => _account.Name;

    /// <summary>It sees no network at all; Unix sockets still reach it.</summary>
    public bool WithoutNetwork { get; }

    public static async Task<ScratchAccount> ChooseAsync(ProofSettings settings, CancellationToken token)
    {
        var account = await ServerAccount.ForScratchAsync(token);
        if (account.Itself) return new ScratchAccount(account, withoutNetwork: false, "");
        var groups = account.Gid.ToString(CultureInfo.InvariantCulture);
        if (settings.Within is { } within)
        {
            // The live cluster's account is let through the data directory by its group; this one joins that group, which opens nothing else to it.
            var group = (await ExternalProgram.RunAsync(["stat", "-c", "%g", within], Soon, token)).Output.Trim();
            if (group is "0" or "") await account.LetThroughAsync(within, token);
            else groups += "," + group;
        }
        return new ScratchAccount(account, await CanUnshareAsync(token), groups);
    }

    /// <summary>The words that run a program under it. Each execs the next in place: the process started is the program.</summary>
    public string[] Run(params string[] words)
    {
        if (_account.Itself) return words;
        string[] run =
        [
            "setpriv", "--reuid", _account.Uid.ToString(CultureInfo.InvariantCulture), "--regid", _account.Gid.ToString(CultureInfo.InvariantCulture),
            "--groups", _groups, "--no-new-privs", "--", .. words,
        ];
        return WithoutNetwork ? ["unshare", "--net", "--", .. run] : run;
    }

    public async Task LetThroughAsync(IEnumerable<string> folders, CancellationToken token)
    {
        foreach (var folder in folders) await _account.LetThroughAsync(folder, token);
    }

    public Task MakeFolderAsync(string path, CancellationToken token) => _account.MakeFolderAsync(path, token);

    public Task GiveAsync(string path, CancellationToken token) => _account.GiveAsync(path, token);

    public async Task<bool> CanEnterAsync(string path, CancellationToken token) =>
        _account.Itself || (await ExternalProgram.RunAsync(Run("test", "-x", path), Soon, token)).ExitCode == 0;

    private static async Task<bool> CanUnshareAsync(CancellationToken token)
    {
        try
        {
            return (await ExternalProgram.RunAsync(["unshare", "--net", "--", "true"], Soon, token)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
