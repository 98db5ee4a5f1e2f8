namespace Laksana.Server.Permitting.Lines;

/// <summary>Sheets: catalogue, official form, drafts.</summary>
internal static class SheetLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/sop", Who.SignedIn, "the office's sheets by unit"),
        new("GET", "/sop/{sheet}", Who.SignedIn, "a sheet as the official form, in the version in force"),
        new("GET", "/sop/{sheet}/versi", Who.SignedIn, "the versions of a sheet"),
        new("GET", "/sop/{sheet}/versi/{version}", Who.SignedIn, "a version of a sheet"),
        new("GET", "/sop/{sheet}/versi/{version}/pdf", Who.SignedIn, "a version of a sheet on paper"),
        new("GET", "/sop/{sheet}/beda", Who.SignedIn, "what differs between two versions of a sheet"),
        new("GET", "/sop/draf", Who.SignedIn, "drafts of sheets"),
        new("GET POST", "/sop/draf/mulai", Who.SignedIn, "begin a draft: of a sheet in which one plays a role, as head of the office or administrator; of a new sheet with any position"),
        new("GET", "/sop/draf/{id}", Who.SignedIn, "a draft as a table with the linter's findings"),
        new("GET", "/sop/draf/{id}/pratinjau", Who.SignedIn, "a draft as the official form, its paths and what changed"),
        new("GET POST", "/sop/draf/{id}/kepala", Who.SignedIn, "edit the boxes of a draft, for who may write it: a role in the sheet, the head of the office, an administrator, who began it"),
        new("GET POST", "/sop/draf/{id}/pelaksana", Who.SignedIn, "edit roles and parties of a draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/tambah", Who.SignedIn, "add a row to a draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/baris/{row}", Who.SignedIn, "edit a row of a draft, for who may write it"),
        new("POST", "/sop/draf/{id}/baris/{row}/pindah", Who.SignedIn, "move a row of a draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/baris/{row}/hapus", Who.SignedIn, "delete a row of a draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/baris/{row}/isian/{field}", Who.SignedIn, "add, edit or delete a field of a row, for who may write the draft"),
        new("GET POST", "/sop/draf/{id}/teks", Who.SignedIn, "edit the text of a draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/ajukan", Who.SignedIn, "submit a draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/tarik", Who.SignedIn, "withdraw a submitted draft, for who may write it"),
        new("GET POST", "/sop/draf/{id}/buang", Who.SignedIn, "give a draft up, for who may write it"),
        new("GET POST", "/sop/draf/{id}/sahkan", Who.Head, "approve and publish a draft: the head of the office who did not write in it, unless no other is there; an administrator while nobody heads the office"),
        new("GET POST", "/sop/draf/{id}/kembalikan", Who.Head, "send a draft back, for who may approve it"),
    ];
}
