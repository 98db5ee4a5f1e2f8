using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Laksana.Server.Permitting;

/// <summary>
/// Who may use what: every page and every call of the program. An address that is not here is refused to everybody, and no
/// attribute beside a page changes that. docs/permissions.md is written from this table.
/// </summary>
internal static class Permissions
{
    public static readonly IReadOnlyList<Permission> Table =
    [
        new("GET", "/", Who.SignedIn, "leads to the tasks"),

        new("GET", "/tugas", Who.SignedIn, "own tasks and those of one's positions"),
        new("GET", "/berkas", Who.SignedIn, "the cases one may see"),
        new("GET POST", "/berkas/buka", Who.SignedIn, "open a case of a sheet that one's position opens"),
        new("GET", "/berkas/{number}", Who.Case, "a case as the live sheet"),
        new("GET POST", "/berkas/{number}/mulai/{run}", Who.Case, "begin a row"),
        new("GET POST", "/berkas/{number}/selesai/{run}", Who.Case, "finish a row, or send its report"),
        new("GET POST", "/berkas/{number}/terima/{run}", Who.Case, "receive a report"),
        new("GET POST", "/berkas/{number}/lanjutkan/{run}", Who.Case, "end a wait"),
        new("GET POST", "/berkas/{number}/lepaskan/{run}", Who.Case, "put a row back"),
        new("GET POST", "/berkas/{number}/ulangi/{run}", Who.Case, "let the machine try again"),
        new("GET POST", "/berkas/{number}/hentikan/{run}", Who.Case, "stop the machine"),
        new("GET POST", "/berkas/{number}/kembalikan/{run}", Who.Case, "send back for correction"),
        new("GET POST", "/berkas/{number}/tunggu/{run}", Who.Case, "wait for an outside party"),
        new("GET POST", "/berkas/{number}/serahkan/{run}", Who.Case, "give a row to another officer"),
        new("GET POST", "/berkas/{number}/atas-nama/{run}", Who.Case, "record a superior's decision from his signed paper"),
        new("GET POST", "/berkas/{number}/konfirmasi/{peristiwa}", Who.Case, "confirm or dispute a decision recorded in one's name"),
        new("GET POST", "/berkas/{number}/menyusul", Who.Case, "enter rows afterwards"),
        new("GET POST", "/berkas/{number}/batalkan", Who.Case, "cancel the case"),
        new("GET POST", "/berkas/{number}/pindah-versi", Who.Case, "move the case to the newest version of its sheet"),
        new("GET POST", "/berkas/{number}/catatan", Who.Case, "add a note"),
        new("GET POST", "/berkas/{number}/dokumen", Who.Case, "attach a document"),
        new("GET", "/berkas/{number}/dokumen/{sha}", Who.Case, "a document of the case"),
        new("GET", "/berkas/{number}/bukti", Who.Case, "the case as one file that proves itself"),
        new("GET", "/berkas/{number}/kemajuan", Who.Case, "signs of the machine's progress, for scripts"),
        new("GET", "/berkas/{number}/kemajuan/{run}", Who.Case, "the machine's part of a row, for scripts"),

        new("GET POST", "/masuk", Who.Anyone, "sign in"),
        new("GET POST", "/masuk/kode", Who.Anyone, "second step: authenticator code or recovery code"),
        new("POST", "/masuk/kunci", Who.Anyone, "sign in with a passkey"),
        new("POST", "/masuk/kunci/pilihan", Who.Anyone, "the passkey question for the browser"),
        new("POST", "/keluar", Who.Anyone, "sign out"),
        new("POST", "/bahasa", Who.Anyone, "switch the language"),
        new("GET", "/galat/{code}", Who.Anyone, "what went wrong, in plain words"),
        new("GET", "/aset/{name}", Who.Anyone, "style sheet, scripts, pictures of the pages"),

        new("GET", "/akun", Who.SignedIn, "own account"),
        new("GET POST", "/akun/sandi", Who.SignedIn, "change own password"),
        new("GET POST", "/akun/kode", Who.SignedIn, "set up own authenticator code"),
        new("GET", "/akun/kode/gambar", Who.SignedIn, "QR picture of the key being set up"),
        new("GET POST", "/akun/kode/pemulihan", Who.SignedIn, "new recovery codes"),
        new("POST", "/akun/kode/akhiri", Who.SignedIn, "end own authenticator code"),
        new("GET POST", "/akun/kunci", Who.SignedIn, "own passkeys"),
        new("POST", "/akun/kunci/pilihan", Who.SignedIn, "the passkey question for the browser"),
        new("POST", "/akun/kunci/hapus", Who.SignedIn, "remove an own passkey"),
        new("GET POST", "/akun/token", Who.SignedIn, "own tokens for the API"),
        new("POST", "/akun/token/cabut", Who.SignedIn, "revoke an own token"),
        new("POST", "/akun/keluar-semua", Who.SignedIn, "end all own sessions"),

        new("GET", "/api/v1/me", Who.SignedIn, "as whom the token acts"),
        new("GET", "/api/v1/me/tokens", Who.SignedIn, "own tokens"),
        new("DELETE", "/api/v1/me/tokens/{id}", Who.SignedIn, "revoke an own token"),
        new("GET", "/api/v1/cases", Who.Case, "cases in whose sheet, in their version, the officer plays a role or stands above one, and those he had a hand in"),
        new("POST", "/api/v1/cases", Who.Case, "open a case"),
        new("GET", "/api/v1/cases/{number}", Who.Case, "a case, its open rows and what the officer may do"),
        new("GET", "/api/v1/cases/{number}/events", Who.Case, "what happened in a case"),
        new("POST", "/api/v1/cases/{number}/notes", Who.Case, "add a note"),
        new("POST", "/api/v1/cases/{number}/afterwards", Who.Case, "enter rows done in the field"),
        new("POST", "/api/v1/cases/{number}/confirmations", Who.Case, "confirm an own decision that staff recorded"),
        new("POST", "/api/v1/cases/{number}/cancel", Who.Case, "cancel a case"),
        new("POST", "/api/v1/cases/{number}/move/preview", Who.Case, "see whether a case fits another version of its sheet"),
        new("POST", "/api/v1/cases/{number}/move", Who.Case, "move a case to another version of its sheet"),
        new("POST", "/api/v1/cases/{number}/erase", Who.Administrator, "erase a person's values"),
        new("GET", "/api/v1/cases/{number}/proof", Who.Case, "what proves a case: its chain's head, the seal and the way between"),
        new("POST", "/api/v1/cases/{number}/documents", Who.Case, "attach a document"),
        new("GET", "/api/v1/cases/{number}/documents/{sha256}", Who.Case, "download a document"),
        new("GET", "/api/v1/cases/{number}/progress", Who.Case, "what the machine does in a case"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/begin", Who.Case, "take a row"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/complete", Who.Case, "finish a row, also for a superior from his signed paper"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/acknowledge", Who.Case, "take note of a report"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/return", Who.Case, "send work back"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/release", Who.Case, "put a row back"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/reassign", Who.Case, "give a row to another officer"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/pause", Who.Case, "wait for an outside party"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/resume", Who.Case, "go on after waiting"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/action/retry", Who.Case, "run an action again"),
        new("POST", "/api/v1/cases/{number}/runs/{run}/action/cancel", Who.Case, "stop the machine"),
        new("GET", "/api/v1/tasks", Who.SignedIn, "own trays"),
        new("GET", "/api/v1/notices", Who.SignedIn, "own bell"),
        new("POST", "/api/v1/notices/{id}/read", Who.SignedIn, "mark a line of the own bell as read"),
        new("GET", "/api/v1/sheets", Who.SignedIn, "sheets in force"),
        new("GET", "/api/v1/sheets/{sheet}", Who.SignedIn, "a sheet"),
        new("GET", "/api/v1/sheets/{sheet}/versions", Who.SignedIn, "versions of a sheet"),
        new("GET", "/api/v1/sheets/{sheet}/versions/{version}", Who.SignedIn, "a version of a sheet"),
        new("GET", "/api/v1/sheets/{sheet}/versions/{version}/text", Who.SignedIn, "its text"),
        new("GET", "/api/v1/sheets/{sheet}/versions/{version}/table", Who.SignedIn, "its flow table"),
        new("GET", "/api/v1/sheets/{sheet}/versions/{version}/paths", Who.SignedIn, "the paths through it"),
        new("PUT", "/api/v1/sheets/{sheet}/versions/{version}", Who.Head, "publish a version"),
        new("POST", "/api/v1/sheets/lint", Who.SignedIn, "check a sheet's text"),
        new("GET", "/api/v1/office", Who.SignedIn, "the office: positions, roles, sites"),
        new("GET", "/api/v1/office/calendar", Who.SignedIn, "the office's calendar"),
        new("POST", "/api/v1/office/calendar/preview", Who.Administrator, "which open cases another calendar would move"),
        new("PUT", "/api/v1/office/calendar", Who.Administrator, "replace the calendar"),
        new("GET", "/api/v1/officers", Who.SignedIn, "officers and what they hold today"),
        new("GET", "/api/v1/officers/{officer}", Who.Administrator, "an officer with all holdings and absences"),
        new("PUT", "/api/v1/officers/{officer}", Who.Administrator, "enrol an officer"),
        new("PUT", "/api/v1/officers/{officer}/holdings/{position}", Who.Administrator, "give a position"),
        new("DELETE", "/api/v1/officers/{officer}/holdings/{position}", Who.Administrator, "end a holding"),
        new("PUT", "/api/v1/officers/{officer}/absences/{since}", Who.Administrator, "record an absence"),
        new("GET", "/api/v1/register/seals", Who.SignedIn, "the register's seals"),
        new("GET", "/api/v1/register/head", Who.SignedIn, "the newest seal's head, to be kept outside"),
        new("POST", "/api/v1/register/verification", Who.Administrator, "recompute the register"),
        new("GET", "/api/v1/cases/{number}/dossier", Who.Administrator, "a case as a self-contained file"),
        new("GET", "/api/v1/demo/clock", Who.SignedIn, "the clock of a demo"),
        new("POST", "/api/v1/demo/clock", Who.Administrator, "move the clock of a demo"),
        new("PUT", "/api/v1/demo/sites/{site}", Who.Administrator, "let a site of a demo answer or fall silent"),
        new("GET", "/openapi/{documentName}.json", Who.Anyone, "the API described for machines"),

        new("GET", "/health", Who.Anyone, "ready or not"),
        new("GET", "/health/live", Who.Anyone, "the program answers"),
        new("GET", "/health/ready", Who.Anyone, "database and clock are in order"),
        new("GET", "/metrics", Who.Monitor, "counters for Prometheus"),
    ];

    private static readonly FrozenDictionary<(string Method, string Route), Permission> ByAddress = Table
        .SelectMany(p => p.EachMethod.Select(method => (Key: (method, p.Route.ToLowerInvariant()), p)))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.p);

    /// <summary>The line for an endpoint; null means nobody may use it.</summary>
    public static Permission? Find(string method, RoutePattern pattern) => Find(method, RouteOf(pattern));

    public static Permission? Find(string method, string route) =>
        ByAddress.GetValueOrDefault((HttpMethods.IsHead(method) ? HttpMethods.Get : method.ToUpperInvariant(), route.ToLowerInvariant()));

    /// <summary>A route as the table writes it: one leading slash, parameters without their constraints.</summary>
    public static string RouteOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => "{" + parameter.Name + "}",
            _ => "",
        }))));
}
