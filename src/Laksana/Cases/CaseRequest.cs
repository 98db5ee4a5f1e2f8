namespace Laksana.Cases;

/// <summary>A command on its way to a case, with everything that makes repeating it harmless.</summary>
public sealed record CaseRequest
{
    public required string Office { get; init; }
    /// <summary>Case number; null when a case is opened.</summary>
    public string? Number { get; init; }
    public required CaseCommand Command { get; init; }
    /// <summary>The officer who asks; null when the program does.</summary>
    public string? Officer { get; init; }
    public bool Administrator { get; init; }
    /// <summary>Version of the case that the asker saw. A change since then that touches the same row is a conflict; others are harmless.</summary>
    public int? Seen { get; init; }
    /// <summary>Any other version is a conflict (HTTP If-Match).</summary>
    public bool Strict { get; init; }
    /// <summary>Repeating a request with the same key changes nothing and answers the same. Kept for <see cref="CaseDesk.KeyLife"/>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whose key it is; the program has its own.</summary>
    internal string KeyHolder => Officer ?? Officers.AdministrationLog.Installation;

    /// <summary>Sheet to open; only for opening.</summary>
    public string? Procedure { get; init; }
    /// <summary>Only for a machine's report: the lease under which the work was done. A report whose lease was lost is refused and leaves nothing.</summary>
    public ActionLease? Lease { get; init; }
}

/// <summary>The right of one node to work on an action run; <paramref name="Token"/> grows with each taking.</summary>
public sealed record ActionLease(Guid ActionRun, long Token);

/// <summary>What became of a request.</summary>
public abstract record CaseAnswer
{
    /// <summary>Durable. <paramref name="Repeated"/>: it had been done before under the same key.</summary>
    public sealed record Done(string Number, int Version, bool Repeated, CaseState? State = null, IReadOnlyList<CaseEvent>? Events = null) : CaseAnswer;

    public sealed record Refused(Refusal Why) : CaseAnswer;

    /// <summary>Someone changed the same row since the asker looked.</summary>
    public sealed record Conflict(CaseState Now, Refusal Why) : CaseAnswer;

    public sealed record NotFound : CaseAnswer;
}
