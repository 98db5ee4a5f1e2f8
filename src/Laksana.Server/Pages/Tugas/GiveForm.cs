namespace Laksana.Server.Pages.Tugas;

/// <summary>The part of a form that gives chosen tasks to an officer.</summary>
internal sealed record GiveForm(IReadOnlyList<(string Id, string Name)> Officers, string? To = null, string? Reason = null);
