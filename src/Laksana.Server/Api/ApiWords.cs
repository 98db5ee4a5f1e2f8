using Laksana.Texts;

namespace Laksana.Server.Api;

/// <summary>What the API says to people; codes are for machines and never translated.</summary>
internal static class ApiWords
{
    internal static readonly TextBook Say = new("Laksana.Server.Api.ApiTexts", typeof(ApiWords).Assembly);
}
