using System.Globalization;

namespace Laksana.Procedures;

public enum Severity
{
    /// <summary>The file is refused.</summary>
    Error,
    /// <summary>The file is usable; someone should look at it.</summary>
    Warning,
}

/// <summary>
/// Something a reader found in a sheet, an office file or a calendar: where, what and what to do about it.
/// </summary>
/// <param name="File">The file's name as it was handed to the reader.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 characters.</param>
/// <param name="Code">Stable word for machines, one of <see cref="FindingCode"/>.</param>
/// <param name="Message">The cause, in the language of the reading thread.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record Finding(Severity Severity, string File, int Line, int Column, string Code, string Message, string Hint)
{
    /// <summary><c>file:line:column: severity code: message. hint</c>, the form that editors recognise.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message} {Hint}");
}
