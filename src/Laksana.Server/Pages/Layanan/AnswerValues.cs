using Laksana.Cases;
using Laksana.Database;

namespace Laksana.Server.Pages.Layanan;

/// <summary>The personal values among the answers meant for an applicant; which those are, the sheet has said.</summary>
internal sealed class AnswerValues(LaksanaDatabase database)
{
    /// <returns>Value by digest; an erased one is missing.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string office, string caseNumber, IEnumerable<RecordedValue> answers, CancellationToken token)
    {
        var digests = answers.Select(a => a.Digest).OfType<string>().ToList();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (digests.Count == 0) return values;
        await using var batch = database.Batch(office);
        batch.Add("select digest, value from personal_value where office = $1 and case_number = $2 and digest = any($3)", office, caseNumber, digests.Select(Convert.FromHexString).ToArray());
        await using var reader = await batch.ReadAsync(token);
        while (await reader.ReadAsync(token)) values[Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0))] = reader.GetString(1);
        return values;
    }
}
