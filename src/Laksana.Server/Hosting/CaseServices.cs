using Laksana.Agenda;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Complaints;
using Laksana.Database;
using Laksana.Documents;
using Laksana.Drafting;
using Laksana.Measures;
using Laksana.Help;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Laksana.Services;

namespace Laksana.Server.Hosting;

/// <summary>Offices, sheets, cases and documents, as pages and calls ask for them.</summary>
internal static class CaseServices
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddSingleton(s => new StepActionRegistry(s.GetServices<IStepAction>()))
        .AddSingleton(s => s.GetRequiredService<StepActionRegistry>().Known)
        .AddSingleton<Offices>()
        .AddSingleton<OfficeDesk>()
        .AddSingleton<PublishedSheets>()
        .AddSingleton<SheetDrafts>()
        .AddSingleton<CaseLoader>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<ActionProgress>()
        .AddSingleton<PersonalSearch>()
        .AddSingleton<Inbox>()
        .AddSingleton<Overviews>()
        .AddSingleton<CaseList>()
        .AddSingleton<FoldedCases>()
        .AddSingleton<DeskSheets>()
        .AddSingleton<ComplaintBook>()
        .AddSingleton<ComplaintWatch>()
        .AddSingleton<HelpBook>()
        .AddSingleton<KnownAnswers>()
        .AddSingleton<CaseHistory>()
        .AddSingleton<CaseLinks>()
        .AddSingleton<PersonalValues>()
        .AddSingleton<CaseProofs>()
        .AddSingleton<SealList>()
        .AddSingleton<CalendarChange>()
        .AddSingleton<StaffList>()
        .AddSingleton<AdministrationLog>()
        .AddSingleton<NoticeBook>()
        .AddSingleton<AgendaFollower>().AddSingleton<AgendaBook>().AddSingleton<UnsealedActs>().AddSingleton<ProofStates>()
        .AddSingleton<MeasureFollower>().AddSingleton<MeasureBook>()
        .AddNotices()
        .AddSingleton(s => SealKey.OpenOrCreate(s.GetRequiredService<ServeOptions>().DataDirectory))
        .AddSingleton<TaskRebuild>()
        .AddSingleton(s => new DocumentStore(s.GetRequiredService<LaksanaDatabase>(), s.GetRequiredService<TimeProvider>())
        {
            Spool = Path.Combine(s.GetRequiredService<ServeOptions>().DataDirectory, "spool"),
        })
        .AddSingleton<ServiceDesk>()
        .AddSingleton<ServiceRequests>()
        .AddSingleton<DossierDesk>()
        .AddSingleton<Listeners>()
        .AddSingleton<OfficeInstaller>()
        .AddSingleton<OfficeEditing>()
        .AddSingleton<FirstOffice>()
        .AddSingleton<SetupDesk>()
        .AddSingleton<AccountDesk>()
        .AddSingleton<DemoInstallation>();
}
