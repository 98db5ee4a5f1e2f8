namespace Laksana.Help;

/// <summary>The names by which a help desk's sheet (<c>meja: {jenis: bantuan}</c>) calls its rows and fields.</summary>
public static class HelpSheet
{
    public const string Record = "terima-keluhan", Inventory = "inventarisir", Provider = "hubungi-telkom", Head = "periksa-kabid", Ministry = "tunggu-ditjen",
        Direct = "beri-petunjuk", Field = "periksa-lapangan", Archive = "arsip";

    public const string Site = "lokasi", Service = "layanan", Reporter = "pelapor", Channel = "saluran", Problem = "keluhan", Suggestion = "usul-jawaban",
        Answer = "jawaban-kasi", HeadAnswer = "petunjuk-kabid", Direction = "disposisi-kasi", Findings = "temuan", Repair = "perbaikan", Result = "hasil-lapangan",
        ToldAt = "pelapor-diberi-tahu", ToldBy = "cara-diberi-tahu";

    /// <summary>Answer of <see cref="Inventory"/> that ends the search: the answer itself helps.</summary>
    public const string Answered = "terjawab";

    /// <summary>Rows that answer, with the field that takes the answer.</summary>
    public static readonly IReadOnlyDictionary<string, string> AnswerFields = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Inventory] = Answer, [Head] = HeadAnswer, [Direct] = Direction,
    };

    /// <summary>Fields whose values tell how a problem was solved, the one that tells most first.</summary>
    public static readonly IReadOnlyList<string> Solutions = [Repair, Answer, Direction, HeadAnswer, Suggestion];
}
