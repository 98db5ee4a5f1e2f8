using Laksana.Texts;

namespace Laksana.Backups;

internal static class ProofWords
{
    internal static readonly TextBook Proofs = new("Laksana.Backups.Proving.ProofTexts", typeof(ProofWords).Assembly);

    internal static OperatorException Refuse(string key, params object?[] arguments) => Refuse(ExitCode.Failed, key, arguments);

    internal static OperatorException Refuse(ExitCode code, string key, params object?[] arguments) => new(Proofs[key, arguments], Proofs[key + ".hint", arguments], code);
}
