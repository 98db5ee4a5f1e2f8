using Laksana.WorkTime;
namespace Laksana.Officers;
internal static class OfficeFile { public sealed record R(OfficeDefinition? Office); public static R Read(string t, string f) => new(null); }
internal static class CalendarFile { public sealed record R(CalendarDefinition? Calendar); public static R Read(string t, string f, OfficeZone z) => new(null); }
