using System.Text.RegularExpressions;
using Xunit;

namespace Laksana.Tests.House;

/// <summary>Dependencies point one way: Laksana.Server → Laksana, and inside from a capability to the folders that all share.</summary>
public sealed partial class DependencyDirectionTests
{
    /// <summary>What every capability may use; any other folder of src/Laksana is a capability.</summary>
    private static readonly string[] Shared =
        ["Procedures", "Cases", "WorkTime", "Register", "Officers", "Automation", "Documents", "Notices", "Database", "Texts"];

    private static readonly Dictionary<string, string[]> Narrow = new()
    {
        ["Texts"] = [],
        ["WorkTime"] = ["Texts"],
        ["Procedures"] = ["Texts", "WorkTime"],
        ["Database"] = ["Texts"],
    };

    [Fact]
    public void the_office_knows_nothing_of_the_web()
    {
        Assert.Empty(Uses("Microsoft.AspNetCore").Concat(Uses("Laksana.Server")));
        Assert.DoesNotContain("AspNetCore", File.ReadAllText(Path.Combine(SourceTree.Root, "src/Laksana/Laksana.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void a_capability_never_uses_another_and_nothing_shared_uses_one()
    {
        Assert.NotEmpty(Edges());
        var wrong = from edge in Edges() where !Shared.Contains(edge.To) select $"{edge.File} uses the capability {edge.To}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void sheets_working_time_and_database_stand_at_the_bottom()
    {
        var wrong = from edge in Edges()
                    where Narrow.TryGetValue(edge.From, out var allowed) && !allowed.Contains(edge.To)
                    select $"{edge.File} uses {edge.To}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void no_two_folders_use_each_other()
    {
        var edges = Edges().Select(edge => (edge.From, edge.To)).ToHashSet();
        Assert.DoesNotContain(edges, edge => edges.Contains((edge.To, edge.From)));
    }

    [Fact]
    public void sheets_working_time_and_the_engine_are_pure()
    {
        var engine = SourceTree.Files("src/Laksana/Cases", "*.cs").Where(file => EngineDeclaration.IsMatch(SourceTree.Code(file)));
        var wrong = from file in SourceTree.Files("src/Laksana/Procedures", "*.cs").Concat(SourceTree.Files("src/Laksana/WorkTime", "*.cs")).Concat(engine)
                    let found = Impure.Match(SourceTree.Code(file))
                    where found.Success
                    select $"{SourceTree.Name(file)}: {found.Value}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"\b(Npgsql\w*|TimeProvider|Stopwatch|DateTime(Offset)?\.(Utc)?Now|Random(\.Shared|NumberGenerator)?|Guid\.(NewGuid|CreateVersion7)|File(Stream|Info)?\.|FileStream|Directory(Info)?\.|Environment\.(?!NewLine)|Process\.|HttpClient|System\.Net|Laksana\.Database|async Task)\b?",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Impure { get; }

    [GeneratedRegex(@"\b(static partial class CaseEngine|partial class CaseWork|class Deadlines|record (CaseState|CaseEvent|CaseCommand|CaseActs|Decision|Rights)\b)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EngineDeclaration { get; }

    [GeneratedRegex(@"\bLaksana\.(?<folder>[A-Z]\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mention { get; }

    /// <summary>Who mentions whom, in <c>using</c> lines and in full names.</summary>
    private static IEnumerable<(string File, string From, string To)> Edges() =>
        from file in SourceTree.Files("src/Laksana", "*.cs")
        let parts = Path.GetRelativePath(Path.Combine(SourceTree.Root, "src/Laksana"), file).Split('/')
        where parts.Length > 1
        from to in Mention.Matches(SourceTree.Code(file)).Select(match => match.Groups["folder"].Value).Distinct()
        where to != parts[0] && Directory.Exists(Path.Combine(SourceTree.Root, "src/Laksana", to))
        select (SourceTree.Name(file), parts[0], to);

    private static IEnumerable<string> Uses(string name) =>
        from file in SourceTree.Files("src/Laksana", "*.cs")
        where SourceTree.Code(file).Contains(name, StringComparison.Ordinal)
        select $"{SourceTree.Name(file)} uses {name}";
}
