using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>What is wrong with a medium.</summary>
public enum MediumFault
{
    /// <summary>It is not plugged in here.</summary>
    NotHere,
    /// <summary>It was there, and in the middle of the work it was not any more.</summary>
    PulledOut,
    ReadOnly,
    /// <summary>This program's account may not write there.</summary>
    NotPermitted,
    Full,
    /// <summary>Reading or writing ends with an error of the device.</summary>
    Broken,
    /// <summary>What was written is not there when it is read from the device again.</summary>
    Lying,
    /// <summary>What was written later stands where something earlier was written: it holds less than it says.</summary>
    FakeCapacity,
    /// <summary>The new copy stands where an older one stood.</summary>
    Overwritten,
    /// <summary>It carries another label than the one that was named, or another office's.</summary>
    OtherMedium,
    /// <summary>Neither O_DIRECT nor an empty cache can be had: a reading would prove nothing.</summary>
    Cached,
    /// <summary>What is to be copied is itself not as it was made.</summary>
    SourceDamaged,
    /// <summary>Something else is working on it.</summary>
    Busy,
}

/// <summary>A medium that cannot be used, with the cause and what to do about it. <paramref name="arguments"/> fill the gaps of the fault's words.</summary>
public sealed class MediumException(MediumFault fault, params object?[] arguments) : Exception(Say["fault." + fault, arguments])
{
    public MediumException(Exception inner, MediumFault fault, params object?[] arguments) : this(fault, arguments) => Cause = inner;

    public MediumFault Fault { get; } = fault;

    public Exception? Cause { get; }

    public string Hint => Say[$"fault.{Fault}.hint", arguments];

    /// <summary>Trying again by itself may help: nothing that a person has to mend first.</summary>
    public bool MayRetry => Fault is MediumFault.Busy;
}
