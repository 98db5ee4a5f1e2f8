using Laksana.Database;
using Laksana.Documents;
using Laksana.Register;

namespace Laksana.Server.Hosting;

/// <summary>Makes dossiers to be sent: whole in a nameless file first, so that a slow reader holds no connection to the database.</summary>
internal sealed class DossierDesk(LaksanaDatabase database, SealKey key, DocumentStore documents)
{
    private readonly Seats _seats = new(each: 2, all: 8);

    /// <summary>The dossier, ready to be sent; null when too many are made or sent at once.</summary>
    /// <exception cref="OperatorException">There is no such case, or it is larger than a ZIP may be.</exception>
    public async Task<MadeDossier?> MakeAsync(DossierOrder order, string officer, CancellationToken token)
    {
        if (_seats.Take(order.Office, officer) is not { } seat) return null;
        var made = new MadeDossier(NamelessFile.Create(documents.Spool), seat);
        try
        {
            await Dossier.ExportAsync(database, key, order, made.File, token);
            made.File.Position = 0;
            return made;
        }
        catch (Exception)
        {
            await made.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A dossier from its beginning.</summary>
internal sealed record MadeDossier(FileStream File, IDisposable Seat) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await File.DisposeAsync();
        Seat.Dispose();
    }
}
