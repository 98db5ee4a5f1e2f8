using Laksana.Network;

namespace Laksana.Server.Pages.Network;

/// <summary>Incidents as rows of a table, for the partial _Gangguan.</summary>
internal sealed record IncidentRows(IReadOnlyList<Incident> Incidents, NetworkMap Map, DateTimeOffset Now);
