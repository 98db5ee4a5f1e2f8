using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetTrials
{
    public static readonly TrialTable All = new()
    {
        ["/sop"] = _ => At("/sop"),
        ["/sop/{sheet}"] = _ => At("/sop/uji-lengkap"),
        ["/sop/{sheet}/versi"] = _ => At("/sop/uji-lengkap/versi"),
        ["/sop/{sheet}/versi/{version}"] = _ => At("/sop/uji-lengkap/versi/1"),
        ["/sop/{sheet}/versi/{version}/pdf"] = _ => At("/sop/uji-lengkap/versi/1/pdf"),
        ["/sop/{sheet}/beda"] = _ => At("/sop/uji-lengkap/beda"),
    };
}
