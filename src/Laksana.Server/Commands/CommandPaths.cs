using System.CommandLine;

namespace Laksana.Server.Commands;

/// <summary>How a command is called, from the executable's name down.</summary>
internal static class CommandPaths
{
    public static string Of(Command command)
    {
        var names = new Stack<string>();
        for (var c = command; c is not null and not RootCommand; c = c.Parents.OfType<Command>().FirstOrDefault())
            names.Push(c.Name);
        return string.Join(' ', names.Prepend("laksana"));
    }

    public static string Usage(Command command)
    {
        var words = new List<string> { Of(command) };
        if (command.Subcommands.Any(c => !c.Hidden))
            words.Add("<…>");
        foreach (var argument in command.Arguments.Where(a => !a.Hidden))
            words.Add(Placeholder(argument));
        if (command.Options.Any(o => !o.Hidden && !o.Required))
            words.Add("[--…]");
        words.AddRange(command.Options.Where(o => o.Required).Select(Spelling));
        return string.Join(' ', words);
    }

    public static string Spelling(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a != "-?").Prepend(option.Name));
        return option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? names : $"{names} <{option.HelpName ?? option.Name.TrimStart('-')}>";
    }

    private static string Placeholder(Argument argument)
    {
        var name = $"<{argument.HelpName ?? argument.Name}>";
        if (argument.Arity.MaximumNumberOfValues > 1)
            name += "…";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }
}
