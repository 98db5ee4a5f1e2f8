namespace Laksana.Server.Pages;

/// <summary>Why a form was not accepted, drawn by the partial _Refusal above it: the cause, then what to do.</summary>
internal sealed record Refusal(string Cause, string Remedy);
