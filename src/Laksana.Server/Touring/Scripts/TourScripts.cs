namespace Laksana.Server.Touring.Scripts;

/// <summary>The twelve cases, in the order in which they are walked.</summary>
internal static class TourScripts
{
    public static IReadOnlyList<TourScript> All { get; } =
    [
        Faults.NetworkMaintenance, Faults.SiakFault, Faults.NetworkOfPesisirSelatan, Faults.NetworkOfCiamis,
        Databases.Backup, Databases.Recovery, Databases.AccessRights, Databases.Misuse,
        Requests.PopulationData, Requests.AggregateData, Requests.Complaint, Requests.Website,
    ];
}
