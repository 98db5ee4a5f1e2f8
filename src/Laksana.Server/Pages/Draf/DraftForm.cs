using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Laksana.Server.Pages.Draf;

/// <summary>
/// A form with the attribute <c>data-draf</c>: what is typed into it survives a closed window, with scripts. The page then brings the script by itself;
/// nothing else has to be done.
/// </summary>
[HtmlTargetElement("form", Attributes = "data-draf")]
public sealed class DraftForm : TagHelper
{
    /// <summary>Set in the request's items when the page has such a form.</summary>
    internal const string Shown = "Laksana.DraftForm";

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output) => ViewContext.HttpContext.Items[Shown] = true;
}
