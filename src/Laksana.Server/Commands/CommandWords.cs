using Laksana.Texts;

namespace Laksana.Server.Commands;

/// <summary>What the commands say and how <c>--help</c> describes them.</summary>
internal static class CommandWords
{
    internal static readonly TextBook Words = new("Laksana.Server.Commands.CommandTexts", typeof(CommandWords).Assembly);
}
