namespace Laksana.Procedures;

/// <summary>Reads a sheet's YAML, reporting every error with its place and a hint.</summary>
public static partial class SheetReader
{
}
