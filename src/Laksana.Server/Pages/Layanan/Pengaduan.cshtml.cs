using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;

namespace Laksana.Server.Pages.Layanan;

/// <summary>A complaint: by name, in confidence, or without a name.</summary>
internal sealed class PengaduanModel(PublicTools tools) : OpeningPage(tools)
{
    protected override Procedure? Opened => Services.Complaints;

    /// <summary>Whoever does not say is not named.</summary>
    protected override string? Confidence(SentForm form) =>
        SheetKeys.Field.Confidences.FirstOrDefault(c => c == form[ConfidenceInput]) ?? SheetKeys.Field.Confidences[2];
}
