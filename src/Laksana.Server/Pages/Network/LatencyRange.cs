namespace Laksana.Server.Pages.Network;

/// <summary>How far back latencies are shown, how fine, and how the table beneath parts them.</summary>
internal sealed record LatencyRange(string Word, TimeSpan Length, TimeSpan Each, TimeSpan Row)
{
    public static readonly LatencyRange Day = new("hari", TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)), Week = new("minggu", TimeSpan.FromDays(7), TimeSpan.FromHours(1), TimeSpan.FromHours(6)),
        Month = new("bulan", TimeSpan.FromDays(30), TimeSpan.FromHours(1), TimeSpan.FromDays(1));

    public static readonly IReadOnlyList<LatencyRange> All = [Day, Week, Month];

    public static LatencyRange Of(string? word) => All.FirstOrDefault(r => r.Word == word) ?? Day;
}
