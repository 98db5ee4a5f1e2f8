namespace Laksana.Cases;

/// <summary>The trays of an officer's inbox.</summary>
public enum Tray
{
    /// <summary>Everything he may work on now: his own and what lies in his positions' trays.</summary>
    Open,
    /// <summary>Taken by him, or given to him.</summary>
    Mine,
    /// <summary>Lies in a tray of his positions.</summary>
    Claimable,
    /// <summary>Of both, past its limit.</summary>
    Late,
    /// <summary>Waits for someone else: his reports that were not acknowledged, his rows paused for an outside party.</summary>
    Waiting,
    /// <summary>His rows on which the machine works.</summary>
    Machine,
    /// <summary>What lies with those under him, to give it to another.</summary>
    Below,
}

/// <summary>What a task is like, to narrow a tray.</summary>
public enum TaskCondition { Ready, Working, Paused, Reported, Returned, MachineFailed }

/// <summary>In which order a tray is shown.</summary>
public enum TaskOrder
{
    /// <summary>The soonest limit first.</summary>
    Limit,
    Newest,
    Subject,
    Number,
}

/// <summary>What to show of a tray. <paramref name="Search"/> looks in number, title and every value that the officer may read, and among the names of those who have it.</summary>
public sealed record InboxView(Tray Tray, string? Search = null, string? Procedure = null, int Page = 1)
{
    /// <summary>A site of the office: of the row, or named in the title.</summary>
    public string? Site { get; init; }
    public TaskCondition? Condition { get; init; }
    /// <summary>The officer who has it.</summary>
    public string? Officer { get; init; }
    /// <summary>Another order than by limit is made of the <see cref="Inbox.OrderCap"/> most urgent.</summary>
    public TaskOrder Order { get; init; }
}

/// <summary>One row of the inbox.</summary>
public sealed record InboxTask(string CaseNumber, int Run, string Procedure, string Step, string? Site, string Role, RunStatus Status, string? Officer,
    string Subject, DateTimeOffset ReadyAt, DateTimeOffset? BegunAt, DateTimeOffset? DueAt, string? Party, MachineStatus? Machine, bool Late, bool Returned);

/// <summary>How many lie in each tray; <see cref="Inbox.CountCap"/> means "that many or more".</summary>
public sealed record InboxCounts(int Mine, int Claimable, int Late, int Waiting, int Machine)
{
    /// <summary>With those under him.</summary>
    public int Below { get; init; }
}
