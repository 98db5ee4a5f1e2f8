using Laksana.Cases;
using Laksana.Officers;

namespace Laksana.Help;

/// <summary>The problems of the help desk, read from its cases.</summary>
public sealed class HelpBook(FoldedCases cases)
{
    /// <summary>Open problems that are looked at together, the oldest first.</summary>
    public const int MostOpen = 500;

    public const int MostClosed = 50;

    public async Task<(IReadOnlyList<Problem> Problems, bool More)> OpenAsync(OfficeAtWork office, CancellationToken token)
    {
        var (open, more) = await cases.RunningAsync(office.Id, await VersionsAsync(office, token), MostOpen, token);
        return ([.. open.Select(c => Problem.Of(c, office))], more);
    }

    public async Task<IReadOnlyList<Problem>> ClosedAsync(OfficeAtWork office, CancellationToken token) =>
        [.. (await cases.ClosedAsync(office.Id, await VersionsAsync(office, token), MostClosed, token)).Cases.Select(c => Problem.Of(c, office))];

    /// <summary>One problem with its case; null when the number is none of the help desk.</summary>
    public async Task<(Problem Problem, FoldedCase Case)?> FindAsync(OfficeAtWork office, string number, CancellationToken token) =>
        await cases.FindAsync(office.Id, await VersionsAsync(office, token), [number], token) is [var folded, ..] ? (Problem.Of(folded, office), folded) : null;

    private Task<IReadOnlyList<SheetVersion>> VersionsAsync(OfficeAtWork office, CancellationToken token) => cases.VersionsAsync(office.Id, d => d.IsHelp, token);
}
