using Laksana.Texts;

namespace Laksana.Server.Pages;

/// <summary>The words of the frame, of sign-in and of the account pages, called <c>Words</c> in every page.</summary>
internal static class PageWords
{
    internal static readonly TextBook Words = new("Laksana.Server.Pages.PageTexts", typeof(PageWords).Assembly);
}
