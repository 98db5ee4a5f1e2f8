using System.Text.RegularExpressions;

namespace Laksana.Help;

/// <summary>An answer that helped before. <paramref name="Solved"/>: how often it ended a problem.</summary>
public sealed record KnownAnswer(Guid Id, int Version, string Question, string Answer, string Tags, string ChangedBy, DateTimeOffset ChangedAt, DateTimeOffset? LastUsedAt, int Used, int Solved, DateTimeOffset? RetiredAt);

/// <summary>What an editor writes. <paramref name="Tags"/> are words that people may ask with, separated by spaces or commas.</summary>
public sealed partial record AnswerDraft(string Question, string Answer, string Tags)
{
    public const int LongestQuestion = 300, LongestAnswer = 8000, LongestTags = 300;

    /// <summary>Names of the fields that are not right, each with the code of its fault; empty when the draft may be kept.</summary>
    public IEnumerable<(string Field, string Code)> Faults()
    {
        if (Question.Trim().Length == 0) yield return (nameof(Question), "required");
        else if (Question.Length > LongestQuestion) yield return (nameof(Question), "too-long");
        if (Answer.Trim().Length == 0) yield return (nameof(Answer), "required");
        else if (Answer.Length > LongestAnswer) yield return (nameof(Answer), "too-long");
        if (Tags.Length > LongestTags) yield return (nameof(Tags), "too-long");
        foreach (var (field, text) in new[] { (nameof(Question), Question), (nameof(Answer), Answer), (nameof(Tags), Tags) })
            if (Nik().IsMatch(text)) yield return (field, "nik");
    }

    /// <summary>Sixteen digits in a row, as an NIK or a family card's number has them, also written in groups.</summary>
    [GeneratedRegex(@"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nik();
}

/// <summary>What became of a change.</summary>
public abstract record AnswerChange
{
    public sealed record Kept(Guid Id) : AnswerChange;

    /// <summary>Somebody changed it since the editor looked; nothing was kept.</summary>
    public sealed record Conflict(KnownAnswer Now) : AnswerChange;

    public sealed record NotFound : AnswerChange;
}
