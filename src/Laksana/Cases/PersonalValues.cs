using Laksana.Database;

namespace Laksana.Cases;

/// <summary>Reads values of persons, which stand outside the events so that they can be erased.</summary>
public sealed class PersonalValues(LaksanaDatabase database)
{
    /// <summary>
    /// The personal values of a case that the officer may read, by field (with <c>@site</c> on a per-site row). One that was erased is missing,
    /// and so is one that is not for him.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string office, CaseState state, Rights rights, string officer, CancellationToken token)
    {
        var allowed = state.Fields.Where(f => f.Value.Digest is not null && rights.Procedure.FindField(FieldOf(f.Key)) is { } field && rights.ToReadPersonal(field, officer))
            .ToDictionary(f => f.Key, f => f.Value.Digest!, StringComparer.Ordinal);
        if (allowed.Count == 0) return allowed;
        await using var batch = database.Batch(office);
        batch.Add("select digest, value from personal_value where office = $1 and case_number = $2 and digest = any($3)",
            office, state.Number, allowed.Values.Distinct(StringComparer.Ordinal).Select(Convert.FromHexString).ToArray());
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await batch.ReadAsync(token);
        while (await reader.ReadAsync(token)) values[Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0))] = reader.GetString(1);
        return allowed.Where(f => values.ContainsKey(f.Value)).ToDictionary(f => f.Key, f => values[f.Value], StringComparer.Ordinal);
    }

    /// <summary>The sheet's field of a value's key.</summary>
    public static string FieldOf(string key) => key.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? key[..at] : key;
}
