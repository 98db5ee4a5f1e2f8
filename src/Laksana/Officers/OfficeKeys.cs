using Laksana.WorkTime;

namespace Laksana.Officers;

/// <summary>The words of office.yaml, calendar.yaml and demo.yaml, in one place. docs/sheet-format.md explains them.</summary>
public static class OfficeKeys
{
    /// <summary>Keys of office.yaml.</summary>
    public static class Office
    {
        public const string Id = "kantor";
        public const string Name = "nama";
        public const string Government = "pemerintah";
        public const string Address = "alamat";
        public const string Phone = "telepon";
        public const string Email = "surel";
        public const string Zone = "zona";
        public const string QueueLimit = "batas-antre";
        public const string Positions = "jabatan";
        public const string Roles = "peran";
        public const string SheetRoles = "peran-sop";
        public const string Sites = "lokasi";

        public static readonly IReadOnlyList<string> All =
            [Id, Name, Government, Address, Phone, Email, Zone, QueueLimit, Positions, Roles, SheetRoles, Sites];

        public static readonly IReadOnlyList<string> Zones = [.. OfficeZone.All.Select(z => z.Abbreviation)];
    }

    /// <summary>Keys of a position.</summary>
    public static class Position
    {
        public const string Title = "nama";
        public const string Superior = "atasan";

        public static readonly IReadOnlyList<string> All = [Title, Superior];
    }

    /// <summary>Keys of a site.</summary>
    public static class Site
    {
        public const string Name = "nama";
        public const string Address = "alamat";
        public const string Port = "port";

        public static readonly IReadOnlyList<string> All = [Name, Address, Port];
    }

    /// <summary>Keys of calendar.yaml.</summary>
    public static class Calendar
    {
        public const string Hours = "jam-kerja";
        public const string MinutesPerDay = "menit-per-hari";
        public const string Seasons = "musim";
        public const string Holidays = "libur";
        public const string JointLeave = "cuti-bersama";
        public const string Closures = "tutup";

        public static readonly IReadOnlyList<string> All = [Hours, MinutesPerDay, Seasons, Holidays, JointLeave, Closures];

        public static readonly IReadOnlyDictionary<string, DayOfWeek> Days = new Dictionary<string, DayOfWeek>
        {
            ["senin"] = DayOfWeek.Monday,
            ["selasa"] = DayOfWeek.Tuesday,
            ["rabu"] = DayOfWeek.Wednesday,
            ["kamis"] = DayOfWeek.Thursday,
            ["jumat"] = DayOfWeek.Friday,
            ["sabtu"] = DayOfWeek.Saturday,
            ["minggu"] = DayOfWeek.Sunday,
        };
    }

    /// <summary>Keys of a season.</summary>
    public static class Season
    {
        public const string Name = "nama";
        public const string From = "dari";
        public const string To = "sampai";
        public const string Hours = Calendar.Hours;

        public static readonly IReadOnlyList<string> All = [Name, From, To, Hours];
    }

    /// <summary>Keys of a closure that is narrowed to hours.</summary>
    public static class Closure
    {
        public const string Name = "nama";
        public const string Hours = "jam";

        public static readonly IReadOnlyList<string> All = [Name, Hours];
    }

    /// <summary>Keys of demo.yaml.</summary>
    public static class Demo
    {
        public const string Officers = "petugas";
        public const string Id = "petugas";
        public const string Name = "nama";
        public const string Positions = "jabatan";
        public const string Acting = "sebagai";
        public const string Absence = "berhalangan";
        public const string Administrator = "administrator";

        public static readonly IReadOnlyList<string> All = [Officers];
        public static readonly IReadOnlyList<string> OfficerKeys = [Id, Name, Positions, Acting, Absence, Administrator];

        public static readonly IReadOnlyDictionary<string, Capacity> Capacities =
            new Dictionary<string, Capacity> { ["plt"] = Capacity.Plt, ["plh"] = Capacity.Plh };
    }

    /// <summary>Keys of an absence.</summary>
    public static class Absence
    {
        public const string From = "dari";
        public const string To = "sampai";
        public const string Reason = "alasan";

        public static readonly IReadOnlyList<string> All = [From, To, Reason];
    }
}
