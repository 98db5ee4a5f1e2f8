using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Laksana.Server.Pages;

/// <summary>
/// A box that is pushed sideways where it does not fit (<c>div class="scroll"</c>, or <c>"card scroll"</c>): who has no pointer reaches it with Tab and pushes it with the arrows, and
/// hears what it is. Its name is its <c>aria-label</c>, or the page's title.
/// </summary>
[HtmlTargetElement("div", Attributes = "[class$=scroll]")]
public sealed class ScrollBox : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("tabindex", "0");
        output.Attributes.SetAttribute("role", "region");
        if (!output.Attributes.ContainsName("aria-label"))
            output.Attributes.SetAttribute("aria-label", ViewContext.ViewData["Title"]);
    }
}
