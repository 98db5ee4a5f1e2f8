using System.Net;
using Laksana.Backups;
using Laksana.Network.Probes;

namespace Laksana.Server.Hosting;

/// <summary>How one <c>laksana serve</c> answers: read once from the command line, refused there when wrong.</summary>
internal sealed record ServeOptions
{
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody else's are.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Machines besides this one that may read /metrics.</summary>
    public IReadOnlyList<IPNetwork> Monitors { get; init; } = [];

    /// <summary>PEM file of the certificate chain for https addresses.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the certificate's private key; absent when it stands in the same file.</summary>
    public string? CertificateKey { get; init; }

    public LogForm Log { get; init; } = LogForm.Plain;

    /// <summary>File outside the database to which every seal's head is added.</summary>
    public string? HeadFile { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>How old a session's knowledge of its account may become: a withdrawn right or an ended session is in force within it.</summary>
    public TimeSpan SessionCheck { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Something is said at least this often on a connection that stays open, so that nobody on the way takes it for dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Sign-in tries a minute for one name from one address; an address as a whole has thirty times as many.</summary>
    public int SignInTries { get; init; } = 10;

    /// <summary>A demo installation says so on every page.</summary>
    public bool Demo { get; init; }

    /// <summary>Also does what nobody asks for: machine steps, schedules, sealing. A node without it knows the machine steps all the same and leaves them to others.</summary>
    public bool Works { get; init; }

    /// <summary>Where backups go; null: <c>backups</c> in the data directory.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>Folders whose sub-folders are media, besides the usual places where something is mounted.</summary>
    public IReadOnlyList<string> MediaRoots { get; init; } = [];

    /// <summary>The databases that sheets may have dumped.</summary>
    public IReadOnlyList<BackupSource> BackupSources { get; init; } = [];

    /// <summary>Ranges of this machine or of link-local that probes may reach all the same.</summary>
    public IReadOnlyList<IPNetwork> ProbesMayReach { get; init; } = [];

    /// <summary>SNMP accesses and databases that probes may use.</summary>
    public ProbeSecrets ProbeSecrets { get; init; } = ProbeSecrets.None;
}

internal enum LogForm
{
    Plain,
    Json,
    /// <summary>Nothing is logged (tests).</summary>
    None,
}
