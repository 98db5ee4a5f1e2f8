using Laksana.Server.Commands;

namespace Laksana.Server.Touring;

/// <summary>What came of a tour; also what <c>--json</c> prints.</summary>
/// <param name="Succeeded">Nothing fell short.</param>
/// <param name="Seconds">From the start of the program that was toured to its end, by the real clock.</param>
/// <param name="Calls">Calls to the API.</param>
/// <param name="Data">The data directory, where it was kept.</param>
internal sealed record TourAnswer(bool Succeeded, double Seconds, int Calls, IReadOnlyList<TourCase> Cases, IReadOnlyList<TourCheck> Checks,
    TourMemory? Memory, IReadOnlyList<VerifyAnswer> Register, DossierAnswer? Dossier, IReadOnlyList<TourLine> Agenda, string? Data);

/// <summary>One case as it was walked.</summary>
/// <param name="Rows">Passages through rows that were done.</param>
/// <param name="Ways">The ways taken at diamonds, in order.</param>
/// <param name="Machine">Actions that the machine did.</param>
/// <param name="PlannedMinutes">Sum of the sheet's times of the rows done.</param>
/// <param name="HandlingMinutes">Working time that they took.</param>
/// <param name="WaitingMinutes">Working time spent waiting for outside parties.</param>
/// <param name="Late">Limits that passed.</param>
/// <param name="Failure">Why it could not be finished.</param>
internal sealed record TourCase(string Office, string Sheet, string Title, string? Number, int Rows, int Returns, IReadOnlyList<string> Ways, IReadOnlyList<string> Machine,
    int PlannedMinutes, double HandlingMinutes, double WaitingMinutes, int Late, bool Closed, string? Failure);

/// <summary>Something that the tour must show.</summary>
/// <param name="Name">Stable word for machines.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="Evidence">Where it was seen, or why it was not.</param>
internal sealed record TourCheck(string Name, string What, bool Passed, string Evidence);

/// <summary>Resident memory of the program that was toured, without its PostgreSQL.</summary>
internal sealed record TourMemory(double PeakMiB, double NowMiB, double LimitMiB)
{
    public bool Fits => PeakMiB < LimitMiB;
}

/// <summary>A line of a case's agenda.</summary>
/// <param name="Time">In the office's zone.</param>
/// <param name="Row">Number of the row on the form; missing for what concerns the whole case.</param>
internal sealed record TourLine(string Case, string Time, string? Row, string Who, string What, bool Late);
