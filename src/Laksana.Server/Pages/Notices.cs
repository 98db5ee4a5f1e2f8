using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Laksana.Server.Pages;

/// <summary>A line that the page after the redirect shows once.</summary>
internal static class Notices
{
    public const string Good = "Notice.Good";

    /// <summary>Says on the next page that it went well.</summary>
    public static void SayDone(this ITempDataDictionary next, string words) => next[Good] = words;
}
