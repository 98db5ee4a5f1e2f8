namespace Laksana.Database;

/// <summary>Makes a private cluster, whole or not at all: it is built beside its place and renamed when finished.</summary>
internal static class ClusterCreation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="OperatorException">initdb failed: disk full, directory not reachable.</exception>
    internal static async Task CreateAsync(DataFolder folder, PostgresPrograms programs, ServerAccount account, CancellationToken token)
    {
        var unfinished = folder.PostgresUnfinished;
        RemoveUnfinished(folder);
        Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.LetThroughAsync(folder.Root, token);
        await account.LetThroughAsync(unfinished, token);
        if (!await account.CanEnterAsync(unfinished, token)) throw DatabaseWords.Refuse(ExitCode.DataDirectory, "unreachable", folder.Root, account.Name);
        var data = Path.Combine(unfinished, Path.GetFileName(folder.PostgresData));
        await account.MakeFolderAsync(data, token);
        var passwords = ClusterPasswords.Random();
        passwords.Write(Path.Combine(unfinished, Path.GetFileName(folder.PostgresPasswords)));
        await InitialiseAsync(programs, account, unfinished, data, passwords.Superuser, token);
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), $"\ninclude '{ClusterSettings.FileName}'\n", token);
        await File.WriteAllTextAsync(Path.Combine(data, "pg_hba.conf"), "local all all scram-sha-256\n", token);
        Directory.Move(unfinished, folder.Postgres);
    }

    /// <summary>What starts that were cut off have left.</summary>
    private static void RemoveUnfinished(DataFolder folder)
    {
        foreach (var left in Directory.GetDirectories(folder.Root, "postgres.new-*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // Its initdb is still at work; a later first start would remove it, and nothing reads it.
            }
        }
    }

    private static async Task InitialiseAsync(PostgresPrograms programs, ServerAccount account, string unfinished, string data, string password, CancellationToken token)
    {
        var passwordFile = Path.Combine(unfinished, "initdb-password");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using (var writer = new StreamWriter(passwordFile, options)) await writer.WriteAsync(password);
        await account.GiveAsync(passwordFile, token);
        var words = account.Run(programs["initdb"], "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--pwfile=" + passwordFile,
            "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions", "--no-clean");
        var said = await ExternalProgram.RunAsync(words, Patience, token);
        File.Delete(passwordFile);
        if (said.ExitCode == 0) return;
        var failure = StartFailure.ExplainCreation(data, said.Text); // looks at the disk as initdb left it
        Directory.Delete(unfinished, recursive: true);
        throw failure;
    }
}
