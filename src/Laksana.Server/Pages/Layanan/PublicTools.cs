using Laksana.Cases;
using Laksana.Documents;
using Laksana.Officers;
using Laksana.Services;

namespace Laksana.Server.Pages.Layanan;

/// <summary>What every public page works with.</summary>
internal sealed class PublicTools(IServiceProvider services)
{
    public Offices Offices => services.GetRequiredService<Offices>();
    public PublishedSheets Sheets => services.GetRequiredService<PublishedSheets>();
    public CaseLoader Loader => services.GetRequiredService<CaseLoader>();
    public DocumentStore Documents => services.GetRequiredService<DocumentStore>();
    public ServiceDesk Desk => services.GetRequiredService<ServiceDesk>();
    public ServiceRequests Requests => services.GetRequiredService<ServiceRequests>();
    public AnswerValues Answers => new(services.GetRequiredService<Laksana.Database.LaksanaDatabase>());
    public PublicGate Gate => services.GetRequiredService<PublicGate>();
    public PublicLimits Limits => services.GetRequiredService<PublicLimits>();
    public FormSeal Seal => services.GetRequiredService<FormSeal>();
    public OfficeTimes Times => services.GetRequiredService<OfficeTimes>();
    public TimeProvider Clock => services.GetRequiredService<TimeProvider>();
}
