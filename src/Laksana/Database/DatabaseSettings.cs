namespace Laksana.Database;

/// <summary>Where the installation's data is: a private PostgreSQL under the data directory, or a server of the office's own.</summary>
public sealed record DatabaseSettings
{
    /// <summary>The installation's directory. Only one program at a time may own it, also when the database is elsewhere.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Connection string of the owner's login on an own server (<c>--database</c>); null for the private cluster.</summary>
    public string? Server { get; init; }

    /// <summary>
    /// Connection string of the application's login on an own server. When null the role <c>laksana_app</c> is made there and its
    /// password kept in the table <c>application_login</c>, which only the owner reads, so that every node finds it.
    /// </summary>
    public string? ApplicationServer { get; init; }

    /// <summary>The most connections that this program opens as the application.</summary>
    public int MaximumConnections { get; init; } = 50;
}
