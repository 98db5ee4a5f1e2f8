using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Services;

/// <summary>The services an office shows to the public: sheets with <c>pelayanan</c>, by title.</summary>
/// <param name="Described">Services; complaints are taken elsewhere.</param>
/// <param name="Complaints">The sheet by which the office takes complaints; null when it has none.</param>
public sealed record PublicServices(IReadOnlyList<Procedure> Described, Procedure? Complaints)
{
    public static async Task<PublicServices> ReadAsync(PublishedSheets sheets, OfficeAtWork office, DateOnly today, CancellationToken token)
    {
        var current = (await sheets.AllCurrentAsync(office.Id, today, token)).Select(s => s.Procedure).ToList();
        return new PublicServices([.. current.Where(p => p.Service is { Applicants: not Applicants.Complainants })],
            current.Find(p => p.Service is { Applicants: Applicants.Complainants } && IsOpen(p)));
    }

    public Procedure? Find(string id) => Described.FirstOrDefault(p => p.Id == id);

    /// <summary>Whether the public may open a case: the sheet says so, and says what is asked. Otherwise the service is only described.</summary>
    public static bool IsOpen(Procedure procedure) => procedure.Service is { OpenToPublic: true } && AskedOf(procedure, anonymous: false).Any();

    /// <summary>What is asked of whoever opens a case of it.</summary>
    public static IEnumerable<Field> AskedOf(Procedure procedure, bool anonymous) =>
        procedure.Steps[0].Fields.Where(f => f.Applicant == ApplicantPart.Asked || (f.Applicant == ApplicantPart.Identity && !anonymous));
}
