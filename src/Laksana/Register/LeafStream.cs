using System.Text;
using Npgsql;

namespace Laksana.Register;

/// <summary>
/// The sealed heads of an office in the order of case and version, to be walked beside its events. Both come in the database's own
/// order of texts, which is not known here; where the two stand at different cases, the database is asked which comes first.
/// </summary>
internal sealed class LeafStream : IAsyncDisposable
{
    private const int Fields = 3;

    private readonly Snapshot _snapshot;
    private readonly NpgsqlConnection _connection;
    private readonly CopyRows _rows;
    private bool _ended;

    private LeafStream(Snapshot snapshot, NpgsqlConnection connection, CopyRows rows) => (_snapshot, _connection, _rows) = (snapshot, connection, rows);

    public int Version => _rows.Int32(1);

    public ReadOnlySpan<byte> Hash => _rows.Field(2);

    public static async Task<LeafStream> BeginAsync(Snapshot snapshot, CancellationToken token)
    {
        var connection = await snapshot.OpenAsync(token);
        try
        {
            var rows = await CopyRows.BeginAsync(connection, $"""
                select case_number, version, hash from seal_leaf where office = {snapshot.OfficeLiteral} order by case_number, version
                """, Fields, token);
            var leaves = new LeafStream(snapshot, connection, rows);
            await leaves.MoveAsync(token);
            return leaves;
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>True when the leaf here is of this case.</summary>
    public bool IsOf(ReadOnlySpan<byte> caseNumber) => !_ended && _rows.Field(0).SequenceEqual(caseNumber);

    /// <summary>To the next leaf, if it is here already; else <see cref="MoveAsync"/>.</summary>
    public bool TryMove() => _rows.Next();

    public async ValueTask MoveAsync(CancellationToken token)
    {
        while (!_rows.Next())
        {
            if (await _rows.FillAsync(token)) continue;
            _ended = true;
            return;
        }
    }

    /// <summary>Passes over leaves of cases that come before this one: they have lost their events, and are counted elsewhere.</summary>
    public async ValueTask MoveToAsync(string caseNumber, CancellationToken token)
    {
        while (!_ended && _rows.Text(0) is var here && here != caseNumber && await ComesBeforeAsync(here, caseNumber, token))
        {
            do await MoveAsync(token);
            while (IsOf(Encoding.UTF8.GetBytes(here)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<bool> ComesBeforeAsync(string one, string other, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select $1::text < $2::text", _snapshot.First)
        {
            Parameters = { new() { Value = one }, new() { Value = other } },
        };
        return (bool)(await command.ExecuteScalarAsync(token))!;
    }
}
