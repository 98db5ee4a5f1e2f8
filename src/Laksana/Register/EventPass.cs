using System.Text;

namespace Laksana.Register;

/// <summary>
/// Goes through all events of an office in the order of case and version, beside the sealed heads, and recomputes every hash. It only
/// tells which cases do not fit; <see cref="CaseExamination"/> says why.
/// </summary>
/// <param name="waiting">Case → version up to which it waits for its next seal.</param>
internal sealed class EventPass(Snapshot snapshot, IReadOnlyDictionary<string, int> waiting, WrongCases wrong, NamedDocuments documents)
{
    private const int Fields = 7;
    private const int UsualCaseNumber = 64;

    private readonly byte[] _hash = new byte[EventHash.Size];
    private readonly byte[] _computed = new byte[EventHash.Size];
    private byte[] _caseNumber = new byte[UsualCaseNumber];
    private int _caseLength;
    private int _version;
    private int _sealedVersion;
    private bool _caseIsWrong;
    private long _events;

    /// <summary>Read while the pass runs, to show how far it is.</summary>
    public long Events => Volatile.Read(ref _events);
    public long Cases { get; private set; }
    public long LeavesMet { get; private set; }
    public long UnsealedEvents { get; private set; }
    public long UnsealedCases { get; private set; }

    private ReadOnlySpan<byte> CaseNumber => _caseNumber.AsSpan(0, _caseLength);

    public async Task RunAsync(string office, Action progress, CancellationToken token)
    {
        var officeName = Encoding.UTF8.GetBytes(office);
        await using var connection = await snapshot.OpenAsync(token);
        await using var rows = await CopyRows.BeginAsync(connection, $"""
            select case_number, version, kind, body_version, body, previous, hash
            from event where office = {snapshot.OfficeLiteral} order by case_number, version
            """, Fields, token);
        await using var leaves = await LeafStream.BeginAsync(snapshot, token);
        while (await rows.FillAsync(token))
        {
            while (rows.Next())
            {
                if (BeginsCase(rows) && !leaves.IsOf(CaseNumber)) await leaves.MoveToAsync(rows.Text(0), token);
                Take(rows, officeName);
                while (leaves.IsOf(CaseNumber) && leaves.Version <= _version)
                {
                    TakeLeaf(rows, leaves);
                    if (!leaves.TryMove()) await leaves.MoveAsync(token);
                }
            }
            progress();
            if (documents.IsFull) await documents.MatchAsync(token);
        }
        EndCase();
        await documents.MatchAsync(token);
    }

    private void Take(CopyRows row, ReadOnlySpan<byte> office)
    {
        _events++;
        var version = row.Int32(1);
        var hash = row.Field(6);
        if (version != _version + 1 || !HashFits(row, office, version)) SayWrong(row);
        _version = version;
        if (hash.Length == EventHash.Size) hash.CopyTo(_hash);
        if (row.Field(2).SequenceEqual("document-attached"u8)) documents.Add(row.Text(0), version, row.Field(4));
    }

    private bool HashFits(CopyRows row, ReadOnlySpan<byte> office, int version)
    {
        var previous = row.Field(5);
        if (!previous.SequenceEqual(_hash)) return false;
        EventHash.Compute(office, CaseNumber, version, row.Field(2), row.Int16(3), row.Field(4), previous, _computed);
        return row.Field(6).SequenceEqual(_computed);
    }

    // A leaf of an earlier version has lost its event; that is noticed by their number.
    private void TakeLeaf(CopyRows row, LeafStream leaf)
    {
        if (leaf.Version != _version) return;
        LeavesMet++;
        _sealedVersion = _version;
        if (!leaf.Hash.SequenceEqual(_hash)) SayWrong(row);
    }

    private bool BeginsCase(CopyRows row)
    {
        var caseNumber = row.Field(0);
        if (_version != 0 && caseNumber.SequenceEqual(CaseNumber)) return false;
        EndCase();
        Cases++;
        if (caseNumber.Length > _caseNumber.Length) _caseNumber = new byte[caseNumber.Length];
        caseNumber.CopyTo(_caseNumber);
        (_caseLength, _version, _sealedVersion, _caseIsWrong) = (caseNumber.Length, 0, 0, false);
        Array.Clear(_hash);
        return true;
    }

    private void EndCase()
    {
        if (_version <= _sealedVersion) return;
        UnsealedCases++;
        UnsealedEvents += _version - _sealedVersion;
        // An event that is neither sealed nor waits for it was not written by the program.
        var caseNumber = Encoding.UTF8.GetString(CaseNumber);
        if (!_caseIsWrong && _version > waiting.GetValueOrDefault(caseNumber)) wrong.Add(caseNumber, null);
    }

    private void SayWrong(CopyRows row)
    {
        if (_caseIsWrong) return;
        _caseIsWrong = true;
        wrong.Add(row.Text(0), EventBody.Time(row.Field(4)));
    }
}
