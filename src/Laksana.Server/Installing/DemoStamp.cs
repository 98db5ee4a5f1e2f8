using System.Globalization;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Installing;

/// <summary>
/// The file <c>demo</c> in a data directory: it alone allows demo accounts and a clock that can be moved. Made only in a directory that holds
/// no office yet, so that a real office can never become a demo.
/// </summary>
internal sealed class DemoStamp
{
    private readonly string _file;

    private DemoStamp(string file) => _file = file;

    /// <summary>How far the demo's clock is ahead of the real one.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromSeconds(long.Parse(File.ReadAllText(_file).Trim(), CultureInfo.InvariantCulture));
        set
        {
            var partial = _file + ".partial";
            File.WriteAllText(partial, ((long)value.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "\n");
            File.Move(partial, _file, overwrite: true);
        }
    }

    /// <summary>The stamp of a data directory, or null when it is none of a demo.</summary>
    public static DemoStamp? Find(string dataDirectory) =>
        Path.Combine(dataDirectory, "demo") is var file && File.Exists(file) ? new DemoStamp(file) : null;

    /// <exception cref="OperatorException">The directory holds a real office.</exception>
    public static DemoStamp Make(string dataDirectory, bool hasOffices)
    {
        if (hasOffices) throw new OperatorException(Words["Demo.RealOffice", dataDirectory], Words["Demo.RealOffice.Hint"], ExitCode.DataDirectory);
        return new DemoStamp(Path.Combine(dataDirectory, "demo")) { Ahead = TimeSpan.Zero };
    }
}
