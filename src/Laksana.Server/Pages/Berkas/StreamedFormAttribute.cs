using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Keeps the framework from reading the form before the page does: it would buffer every document. The page reads it with <see cref="SentForm"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StreamedFormAttribute : Attribute, IResourceFilter, ITakesDocuments
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        foreach (var reading in context.ValueProviderFactories.Where(f => f is FormValueProviderFactory or FormFileValueProviderFactory or JQueryFormValueProviderFactory).ToList())
            context.ValueProviderFactories.Remove(reading);
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
