using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Laksana.Database;

/// <summary>One numbered .sql file. Once applied anywhere it is never edited: its hash is compared at every start.</summary>
public sealed partial record Migration(int Number, string Name, string Sql)
{
    /// <summary>The files of this program, in order.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = ReadEmbedded();

    public byte[] Sha256() => SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    [GeneratedRegex(@"\.Migrations\.(?<number>\d{4})-(?<name>[a-z0-9-]+)\.sql$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceName { get; }

    private static List<Migration> ReadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        var found = from resource in assembly.GetManifestResourceNames()
                    let match = ResourceName.Match(resource)
                    where match.Success
                    let number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
                    orderby number
                    select new Migration(number, match.Groups["name"].Value, Text(resource));
        return [.. found];

        string Text(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
