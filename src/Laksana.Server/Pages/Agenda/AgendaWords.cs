using Laksana.Texts;

namespace Laksana.Server.Pages.Agenda;

/// <summary>The words of the register's pages, called <c>Say</c> in them.</summary>
internal static class AgendaWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Pages.Agenda.AgendaTexts", typeof(AgendaWords).Assembly);
}
