using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laksana.Documents.Tables;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan;

/// <summary>A page of the settings that is one form: what was typed stays when something is wrong, and everything wrong is told at once.</summary>
internal abstract class FormPage(CurrentOffice office) : PageModel
{
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);

    protected CurrentOffice Current { get; } = office;
    protected OfficeAtWork AtWork => Current.AtWork!;
    protected CancellationToken Token => HttpContext.RequestAborted;

    public abstract string Title { get; }
    /// <summary>Where the form came from, and what that place is called.</summary>
    public abstract (string Address, string Name) Back { get; }
    public virtual string? Lead => null;
    public virtual string Submit => Say["form.save"];
    /// <summary>The act takes something away.</summary>
    public virtual bool IsDangerous => false;
    /// <summary>A table's template to fill in: petugas, lokasi, kalender.</summary>
    public virtual string? Template => null;
    /// <summary>The form as it is drawn; what was typed is put in by <see cref="Inputs"/>.</summary>
    protected abstract IReadOnlyList<SettingInput> Fields { get; }
    /// <summary>A second button beside the first: name, value and word of it.</summary>
    public virtual (string Name, string Value, string Word)? Other => null;

    public Refusal? Refusal { get; private set; }
    /// <summary>What is wrong beyond single fields.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];
    public IReadOnlyList<TableFinding> Findings { get; private set; } = [];
    /// <summary>What stands in the office now, when somebody changed it while this form was being filled in.</summary>
    public IReadOnlyList<string> StandsNow { get; private set; } = [];

    public IReadOnlyList<SettingInput> Inputs => [.. Fields.Select(f => f with
    {
        Value = f.Kind is InputKind.File or InputKind.Password ? null
            : f.Kind == InputKind.Hidden && StandsNow.Count > 0 ? f.Value
            : IsSent ? (f.Kind == InputKind.Checks ? string.Join('\n', Request.Form[f.Name].OfType<string>()) : Request.Form[f.Name].ToString()) : f.Value,
        Fault = _faults.GetValueOrDefault(f.Name),
    })];

    public bool HasFile => Fields.Any(f => f.Kind == InputKind.File);

    private bool IsSent => HttpMethods.IsPost(Request.Method) && Request.HasFormContentType;

    /// <summary>What was typed, without blanks around it; empty when nothing was.</summary>
    protected string Sent(string name) => Request.HasFormContentType ? Request.Form[name].ToString().Trim() : "";

    protected void Wrong(string field, string words) => _faults.TryAdd(field, words);

    protected bool HasFaults => _faults.Count > 0;

    /// <summary>A text of one line; a fault when it is needed and missing, too long, or holds what no line holds.</summary>
    protected string? SentLine(string name, bool needed, int longest = 200)
    {
        var text = Sent(name);
        if (text.Length == 0 && needed) Wrong(name, Say["needed"]);
        else if (text.Length > longest) Wrong(name, Say["too-long", longest]);
        else if (text.Any(char.IsControl)) Wrong(name, Say["one-line"]);
        return text.Length > 0 ? text : null;
    }

    protected DateOnly? SentDay(string name, bool needed)
    {
        if (Sent(name).Length == 0)
        {
            if (needed) Wrong(name, Say["needed"]);
            return null;
        }
        if (Dates.TryParse(Sent(name), out var day)) return day;
        Wrong(name, Say["bad-date"]);
        return null;
    }

    protected async Task<TableReading> SentTableAsync(string name)
    {
        if (!Request.HasFormContentType || Request.Form.Files.GetFile(name) is not { Length: > 0 } file) return new([], Say["table.missing"]);
        if (file.Length > TableReader.Largest) return new([], Say["table.too-large", TableReader.Largest / 1024]);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Token);
        return TableReader.Read(bytes.ToArray());
    }

    protected PageResult Refuse() => Refuse(Say["refused"], Say["refused.hint"]);

    protected PageResult Refuse(string cause, string remedy, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Response.StatusCode = status;
        Refusal = new Refusal(cause, remedy);
        return Page();
    }

    protected PageResult RefuseAll(IReadOnlyList<string> errors)
    {
        Errors = errors;
        return Refuse();
    }

    protected PageResult RefuseTable(IReadOnlyList<TableFinding> findings)
    {
        Findings = findings;
        return Refuse(Say["table.refused", findings.Count], Say["table.refused.hint"]);
    }

    /// <summary>Shows what stands now beside what was typed; sending again puts the typed one in its place.</summary>
    protected PageResult Conflict(params IReadOnlyList<string> now)
    {
        StandsNow = now;
        return Refuse(Say["conflict"], Say["conflict.hint"], StatusCodes.Status409Conflict);
    }

    protected LocalRedirectResult Done(string words, string? address = null)
    {
        TempData.SayDone(words);
        return LocalRedirect(address ?? Back.Address);
    }

    /// <summary>A mark of what a form shows, so that a change in between is noticed.</summary>
    protected static string VersionOf(params string?[] values) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', values))))[..16];

    protected static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
