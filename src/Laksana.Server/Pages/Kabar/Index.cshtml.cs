using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Kabar;

/// <summary>An officer's bell, newest line first.</summary>
internal sealed class IndexModel(NoticeBook book, UnreadLines unread, CurrentOffice office) : PageModel
{
    public const int PageSize = 25;

    /// <summary>Only what has not been read.</summary>
    [BindProperty(Name = "baru", SupportsGet = true)]
    public string? UnreadWord { get; set; }

    /// <summary>Goes on below the line with this id.</summary>
    [BindProperty(Name = "sebelum", SupportsGet = true)]
    public long? Before { get; set; }

    public bool UnreadOnly => UnreadWord == "ya";

    public IReadOnlyList<Notice> Lines { get; private set; } = [];

    public bool More { get; private set; }

    public int Unread { get; private set; }

    public async Task OnGetAsync()
    {
        var found = await book.ReadAsync(office.Id, office.Officer, UnreadOnly, Before ?? long.MaxValue, PageSize + 1, HttpContext.RequestAborted);
        (Lines, More) = ([.. found.Take(PageSize)], found.Count > PageSize);
        unread.Forget(office);
        Unread = await unread.CountAsync(office, HttpContext.RequestAborted);
        ViewData["Help"] = "petugas#kabar";
    }

    public string Address(long? before = null) =>
        "/kabar" + (UnreadOnly, before) switch { (false, null) => "", (true, null) => "?baru=ya", (false, _) => $"?sebelum={before}", _ => $"?baru=ya&sebelum={before}" };

    /// <summary>Where a line leads: the row in its case.</summary>
    public static string? AddressOf(Notice line) => line.Address ?? (line.CaseNumber is null ? null : $"/berkas/{line.CaseNumber}{(line.Row is { } row ? $"#langkah-{row}" : "")}");

    /// <summary>"99+" when there may be more than were counted.</summary>
    public static string Counted(int unread) => unread >= NoticeBook.MostCounted ? $"{NoticeBook.MostCounted - 1}+" : $"{unread}";
}
