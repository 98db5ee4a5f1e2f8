namespace Laksana.Backups;

/// <summary>Who asks for an act of keeping. The key makes sending a form twice harmless.</summary>
/// <param name="By">Officer id, or <see cref="Officers.AdministrationLog.Installation"/>.</param>
public sealed record KeepingForm(string Office, string By, string? Key = null);

/// <summary>What became of an act of keeping.</summary>
public abstract record KeepingAnswer
{
    /// <param name="Number">Of the policy's version or the list that came of it; 0 where there is none.</param>
    /// <param name="Repeated">The same form had been sent before.</param>
    public sealed record Done(int Number = 0, bool Repeated = false) : KeepingAnswer;

    public sealed record NotFound : KeepingAnswer;

    /// <param name="Why">Key of the words under <c>refused.</c>.</param>
    public sealed record Refused(string Why, params IReadOnlyList<object?> Arguments) : KeepingAnswer
    {
        public string Words => KeepingWords.Say["refused." + Why, [.. Arguments]];

        public string Hint => KeepingWords.Say["refused." + Why + ".hint", [.. Arguments]];
    }
}
