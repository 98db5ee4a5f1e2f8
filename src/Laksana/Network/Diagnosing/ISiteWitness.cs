namespace Laksana.Network;

/// <summary>A machine at a site that can be asked to look around there.</summary>
public interface ISiteWitness
{
    /// <summary>Its node, of <see cref="NodeRole.Witness"/>; the site's own machine has the site's id and <see cref="NodeRole.EndPoint"/>.</summary>
    GroundNode Node { get; }

    /// <summary>What it saw; empty when it gave no word in time.</summary>
    Task<IReadOnlyList<Sighting>> LookAsync(SiteLook look, CancellationToken token);
}

/// <summary>Who can be asked at which site.</summary>
public interface ISiteWitnesses
{
    ValueTask<IReadOnlyList<ISiteWitness>> AtAsync(string office, string site, CancellationToken token);
}
