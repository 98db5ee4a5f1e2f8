namespace Laksana.Server.Pages.Agenda;

/// <summary>What the register's pages fetch besides themselves.</summary>
internal static class AgendaCalls
{
    public static void MapAgendaCalls(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/agenda/unduh", AgendaExport.SendAsync);
}
