using Laksana.Cases;

namespace Laksana.Automation;

/// <summary>The actions that this installation can run; a row whose action is not among them is done by the officer with the form.</summary>
public sealed class StepActionRegistry
{
    private readonly Dictionary<string, IStepAction> _actions = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two actions have the same name.</exception>
    public StepActionRegistry(IEnumerable<IStepAction> actions)
    {
        foreach (var action in actions)
            if (!_actions.TryAdd(action.Name, action))
                throw new ArgumentException($"Two actions are called {action.Name}.", nameof(actions));
        Known = new KnownActions(_actions.Keys.ToHashSet(StringComparer.Ordinal), [.. _actions.Values.OfType<IRowWitness>()]);
    }

    /// <summary>Their names, as the case desk needs them.</summary>
    public KnownActions Known { get; }

    public IEnumerable<IStepAction> All => _actions.Values;

    public IStepAction this[string name] => _actions[name];
}
