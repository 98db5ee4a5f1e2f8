namespace Laksana.Server.Pages.Layanan;

/// <summary>What the public pages need.</summary>
internal static class LayananServices
{
    public static void AddLayanan(this IServiceCollection services)
    {
        services.AddSingleton(new PublicLimits());
        services.AddSingleton<PublicGate>();
        services.AddSingleton<FormSeal>();
        services.AddScoped<PublicTools>();
    }
}
