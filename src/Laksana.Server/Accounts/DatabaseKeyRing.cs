using System.Xml.Linq;
using Laksana.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Laksana.Server.Accounts;

/// <summary>
/// The keys that protect cookies and forms, in the database: every node reads the same, and every backup holds them. Whoever can read
/// the table can forge sessions; it is as secret as the password hashes beside it.
/// </summary>
internal sealed class DatabaseKeyRing(LaksanaDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.Application.CreateCommand("select body from data_protection_key order by name");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
            keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.Application.CreateCommand("insert into data_protection_key (name, body) values ($1, $2) on conflict (name) do nothing");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
