using System.Globalization;

namespace Laksana.Database;

/// <summary>
/// The system account under which PostgreSQL runs. PostgreSQL refuses root, so a program of root gives it another account;
/// any other program runs it as itself.
/// </summary>
internal sealed record ServerAccount(string Name, int Uid, int Gid, bool Itself)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>The account that owns <paramref name="existing"/>, or for a new cluster laksana, postgres, or a laksana made now.</summary>
    /// <exception cref="OperatorException">There is no such account, or the cluster belongs to somebody else.</exception>
    internal static async Task<ServerAccount> ChooseAsync(string? existing, CancellationToken token)
    {
        var owner = existing is null ? null : await OwnerOfAsync(existing, token);
        if (!Environment.IsPrivilegedProcess)
        {
            var me = await LookUpAsync((await SayAsync(token, "id", "-u")).Trim(), token);
            if (me is null || (owner is not null && owner.Uid != me.Uid))
                throw DatabaseWords.Refuse(ExitCode.DataDirectory, "foreign-cluster", existing, owner?.Name);
            return me with { Itself = true };
        }
        return owner is { Uid: not 0 } ? owner
            : await LookUpAsync("laksana", token) ?? await LookUpAsync("postgres", token) ?? await MakeAsync(token);
    }

    /// <summary>
    /// For servers that hold what is only tried out: an account of its own, which cannot touch the files of a cluster that matters; a program that is not root
    /// has only itself.
    /// </summary>
    internal static async Task<ServerAccount> ForScratchAsync(CancellationToken token)
    {
        if (!Environment.IsPrivilegedProcess) return await ChooseAsync(null, token);
        return await LookUpAsync("laksana-uji", token) ?? await TryMakeAsync("laksana-uji", token) ?? await LookUpAsync("nobody", token) ?? await ChooseAsync(null, token);
    }

    /// <summary>The words that run a program under this account. setpriv execs in place: the process started is the program.</summary>
    internal string[] Run(params string[] words) => Itself ? words :
    [
        "setpriv", "--reuid", Uid.ToString(CultureInfo.InvariantCulture), "--regid", Gid.ToString(CultureInfo.InvariantCulture),
        "--init-groups", "--no-new-privs", "--", .. words,
    ];

    /// <summary>Makes a directory that only this account may enter.</summary>
    internal async Task MakeFolderAsync(string path, CancellationToken token)
    {
        string[] words = ["install", "-d", "-m", "700", path];
        if (!Itself) words = [.. words, "-o", Uid.ToString(CultureInfo.InvariantCulture), "-g", Gid.ToString(CultureInfo.InvariantCulture)];
        await SayAsync(token, words);
    }

    internal async Task GiveAsync(string path, CancellationToken token)
    {
        if (!Itself) await SayAsync(token, "chown", FormattableString.Invariant($"{Uid}:{Gid}"), path);
    }

    /// <summary>Lets this account pass through a directory of ours, and nobody else.</summary>
    internal async Task LetThroughAsync(string path, CancellationToken token)
    {
        if (Itself) return;
        await SayAsync(token, "chgrp", Gid.ToString(CultureInfo.InvariantCulture), path);
        await SayAsync(token, "chmod", "g+x", path);
    }

    internal async Task<bool> CanEnterAsync(string path, CancellationToken token) =>
        Itself || (await ExternalProgram.RunAsync(Run("test", "-x", path), Soon, token)).ExitCode == 0;

    internal static async Task<(int Uid, string Mode, bool Folder)> StatAsync(string path, CancellationToken token)
    {
        var parts = (await SayAsync(token, "stat", "-c", "%u %a %F", path)).Split(' ', 3);
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2].Trim() == "directory");
    }

    private static async Task<ServerAccount?> OwnerOfAsync(string path, CancellationToken token)
    {
        var (uid, _, _) = await StatAsync(path, token);
        return await LookUpAsync(uid.ToString(CultureInfo.InvariantCulture), token);
    }

    private static async Task<ServerAccount?> LookUpAsync(string nameOrUid, CancellationToken token)
    {
        var entry = (await ExternalProgram.RunAsync(["getent", "passwd", nameOrUid], Soon, token)).Output.Split(':');
        return entry.Length < 4 ? null
            : new ServerAccount(entry[0], int.Parse(entry[2], CultureInfo.InvariantCulture), int.Parse(entry[3], CultureInfo.InvariantCulture), Itself: false);
    }

    private static async Task<ServerAccount> MakeAsync(CancellationToken token)
    {
        var made = await AddUserAsync("laksana", token);
        return await LookUpAsync("laksana", token) ?? throw DatabaseWords.Refuse(ExitCode.Database, "no-account", made.Text.Trim());
    }

    private static async Task<ServerAccount?> TryMakeAsync(string name, CancellationToken token)
    {
        await AddUserAsync(name, token);
        return await LookUpAsync(name, token);
    }

    private static Task<ProgramResult> AddUserAsync(string name, CancellationToken token) =>
        ExternalProgram.RunAsync(["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name], Soon, token);

    private static async Task<string> SayAsync(CancellationToken token, params string[] words)
    {
        var said = await ExternalProgram.RunAsync(words, Soon, token);
        return said.ExitCode == 0 ? said.Output : throw new IOException(said.Text.Trim());
    }
}
