using System.Globalization;
using System.Text;

namespace Laksana.Tests.Procedures;

/// <summary>Random damage to a text, the same in every run; the environment's <c>LAKSANA_FUZZ_ROUNDS</c> asks for more of it.</summary>
internal static class Mutation
{
    private static readonly string[] Scraps =
        ["[", "]", "{", "}", "\"", "'", ": ", "- ", "\n", "\n\n  ", "\t", "#", "|", ">", "&a ", "*a", "!!map ", "? ", "---\n", "...\n", "%YAML 9.9\n",
            "<<: *a", "\0", "\uFEFF", "\u2028", "\uD800", "\\", "~", "null", "{lokasi}", "selesai", "kegiatan:", "ya", "{{", ",", "@", "`", "\u0085"];

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("LAKSANA_FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 1000;

    public static IEnumerable<string> Of(string text)
    {
        var random = new Random(20260301);
        return Enumerable.Range(0, Rounds).Select(_ => Mutate(text, random));
    }

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(mutated.Length);
            switch (random.Next(5))
            {
                case 0:
                    mutated.Remove(at, Math.Min(random.Next(1, 30), mutated.Length - at));
                    break;
                case 1:
                    mutated.Insert(at, Scraps[random.Next(Scraps.Length)]);
                    break;
                case 2:
                    mutated[at] = (char)random.Next(0x20, 0x7F);
                    break;
                case 3:
                    var from = random.Next(text.Length - 40);
                    mutated.Insert(at, text.AsSpan(from, random.Next(1, 40)));
                    break;
                default:
                    mutated[at] = (char)random.Next(0x10000);
                    break;
            }
        }

        return mutated.ToString();
    }
}
