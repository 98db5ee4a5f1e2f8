using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Cases;

/// <summary>
/// Finds cases by a value of a person (a name, NIK, telephone number) that an officer may read: the whole value, since its parts are in no index. Who may
/// not read the value does not find the case by it, so that nobody learns by asking.
/// </summary>
public sealed class PersonalSearch(LaksanaDatabase database, PublishedSheets sheets, CaseLoader loader)
{
    private const int Most = 40, Shortest = 4;

    /// <summary>Numbers of at most forty cases.</summary>
    public async Task<string[]> FindAsync(OfficeAtWork office, string officer, bool administrator, string search, CancellationToken token)
    {
        if (search.Count(char.IsLetterOrDigit) < Shortest) return [];
        var found = new List<string>();
        foreach (var (number, digest) in await HoldersAsync(office.Id, search, token))
            if (!found.Contains(number) && await MayReadAsync(office, officer, administrator, number, digest, token)) found.Add(number);
        return [.. found];
    }

    private async Task<List<(string Number, string Digest)>> HoldersAsync(string office, string search, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select case_number, digest from personal_value where office = $1 and lookup = personal_lookup($2) order by case_number desc limit $3", office, search, (long)Most);
        await using var reader = await batch.ReadAsync(token);
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync(token)) rows.Add((reader.GetString(0), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(1))));
        return rows;
    }

    private async Task<bool> MayReadAsync(OfficeAtWork office, string officer, bool administrator, string number, string digest, CancellationToken token)
    {
        if (await loader.LoadAsync(office.Id, number, token) is not { State: var state }
            || await sheets.FindAsync(office.Id, state.Procedure, state.ProcedureVersion, token) is not { } sheet) return false;
        var rights = new Rights(sheet.Procedure, office.Staffing);
        return rights.ToSee(state, officer, administrator) && state.Digests.Any(d => d.Value.Contains(digest)
            && sheet.Procedure.FindField(PersonalValues.FieldOf(d.Key)) is { } field && rights.ToReadPersonal(field, officer));
    }
}
