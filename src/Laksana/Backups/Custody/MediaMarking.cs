using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>Puts a medium's label on the medium itself, once, before the first copy: what is plugged in is then known by what stands on it and not by where it is mounted.</summary>
public sealed class MediaMarking(LaksanaDatabase database, MediaBook media, MediaPlaces places, TimeProvider clock)
{
    /// <param name="path">A place where something is plugged in; nothing else is written to.</param>
    public async Task<CustodyAnswer> MarkAsync(string office, string by, string label, string path, CancellationToken token)
    {
        if (await media.FindAsync(office, label, token) is not { } medium) return new CustodyAnswer.NotFound();
        if (medium.State != MediumState.InUse) return new CustodyAnswer.Refused("not-in-use", label);
        if (places.Now().FirstOrDefault(p => p.Path == Path.GetFullPath(path)) is not { } place) return new CustodyAnswer.Refused("place-unknown", path);
        if (place.Mark is { } mark && mark.Mark != medium.Mark) return new CustodyAnswer.Refused("place-marked", path);
        if (place.ReadOnly) return new CustodyAnswer.Refused("place-readonly", path);
        if (place.Mark is not null) return new CustodyAnswer.Done(Repeated: true);
        try
        {
            new MediumMark(label, office, medium.Mark).Write(place.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new CustodyAnswer.Refused("place-readonly", path);
        }
        await using var batch = database.Batch(office);
        batch.Add("update medium set version = version + 1, capacity = coalesce(capacity, $3) where office = $1 and label = $2", office, label, place.Bytes);
        AdministrationLog.Add(batch, office, by, AdministrationActs.MediumChanged, label, [("marked-at", place.Path), ("machine", Environment.MachineName)], clock.GetUtcNow());
        await batch.ExecuteAsync(token);
        return new CustodyAnswer.Done();
    }
}
