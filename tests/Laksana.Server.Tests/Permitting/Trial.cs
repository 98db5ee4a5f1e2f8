using Laksana.Server.Tests.Api;

namespace Laksana.Server.Tests.Permitting;

/// <summary>How a page is tried.</summary>
/// <param name="Form">What the right officer sends with success.</param>
/// <param name="Right">Officer who may.</param>
/// <param name="Sees">Officer who sees the case but may not do this.</param>
/// <param name="File">Name of an input that a document is sent under.</param>
/// <param name="FileText">What that document says.</param>
/// <param name="RedirectsWithoutForm">The act has no page of its own: it is offered on the case's page.</param>
internal sealed record Trial(string Path, (string, string)[]? Form = null, string Right = "jfu1", string? Sees = null, string? File = null, string FileText = "%PDF-1.7\nlembar", bool RedirectsWithoutForm = false)
{
    public static Task<Trial> At(string path, params (string, string)[] form) => Task.FromResult(new Trial(path, form));
}

/// <summary>How each page of a place is tried, by its address as the permission table writes it.</summary>
internal sealed class TrialTable() : Dictionary<string, Func<TrialCases, Task<Trial>>>(StringComparer.Ordinal);
