using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Laksana.Server.Touring;

/// <summary>The offices' folders, copied for one tour: its sites get ports of their own, so that two demos on a machine do not answer for each other.</summary>
internal static partial class TourOffices
{
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var text = File.ReadAllText(file);
            File.WriteAllText(copy, Path.GetFileName(file) == "office.yaml" ? SitePort().Replace(text, OwnPort) : text);
        }
    }

    private static string OwnPort(Match site)
    {
        using var listener = new TcpListener(IPAddress.Parse(site.Groups["address"].Value), 0);
        listener.Start();
        return site.Groups["before"].Value + ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<before>alamat: (?<address>127\.\d+\.\d+\.\d+), port: )\d+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SitePort();
}
