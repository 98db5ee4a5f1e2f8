using Laksana.Cases;
using Laksana.Documents;
using Laksana.Procedures;
using Laksana.Services;

namespace Laksana.Server.Pages.Layanan;

/// <summary>
/// Documents of a public form on their way in: few, small, of kinds that can be looked into, and cleaned of what they tell about their sender. Held in memory: there are
/// at most three of 5 MiB of each of sixteen senders. They get names of their own, since a file's name may be a person's.
/// </summary>
internal sealed class SentDocuments(IReadOnlyList<Field> asked, PublicLimits limits, PublicGate gate, bool taken)
{
    private readonly List<(string Field, byte[] Content, string MediaType)> _came = [];

    public List<FieldFault> Faults { get; } = [];

    public async Task<StoredDocument?> KeepAsync(string input, string? fileName, Stream content, CancellationToken token)
    {
        var field = input.StartsWith(Berkas.FormField.FilePrefix, StringComparison.Ordinal) ? asked.FirstOrDefault(f => f.Name == input[Berkas.FormField.FilePrefix.Length..]) : null;
        if (field is null || !taken) return null;
        if (await ReadAsync(content, token) is not { } bytes)
        {
            Fault(field, "upload.too-large", Berkas.DocumentWords.Size(limits.LargestDocument));
            return null;
        }
        if (bytes.Length == 0) return null;
        if (_came.Count == limits.Documents)
        {
            Fault(field, "upload.public-many", limits.Documents);
            return null;
        }
        var mediaType = DocumentTypes.Recognize(bytes.AsSpan(0, Math.Min(bytes.Length, 512)), "");
        switch (mediaType)
        {
            case "application/pdf":
                _came.Add((field.Name, bytes, "application/pdf"));
                break;
            case "image/jpeg" or "image/png" or "image/webp":
                await CleanAsync(field, bytes, mediaType, token);
                break;
            default:
                Fault(field, "upload.public-kind");
                break;
        }
        return null;
    }

    /// <summary>A PDF may name its maker and cannot be cleaned here.</summary>
    public void RefuseUncleaned()
    {
        foreach (var (field, _, mediaType) in _came)
            if (mediaType == "application/pdf") Faults.Add(new FieldFault(field, "upload.public-anonymous"));
    }

    public bool Has(string field) => _came.Exists(c => c.Field == field);

    public IEnumerable<ServiceDocument> All() => _came.Select((c, i) => new ServiceDocument(c.Field,
        FormattableString.Invariant($"lampiran-{i + 1}.{c.MediaType[(c.MediaType.IndexOf('/') + 1)..].Replace("jpeg", "jpg", StringComparison.Ordinal)}"), c.Content));

    private void Fault(Field field, string code, params object?[] arguments) => Faults.Add(new FieldFault(field.Name, code, arguments));

    private async Task CleanAsync(Field field, byte[] bytes, string mediaType, CancellationToken token)
    {
        await gate.Cleaning.WaitAsync(token);
        try
        {
            if (CleanPicture.Clean(bytes, mediaType) is { } clean) _came.Add((field.Name, clean, mediaType));
            else Fault(field, "upload.public-damaged");
        }
        finally
        {
            gate.Cleaning.Release();
        }
    }

    /// <summary>Null when it is larger than a document may be; the rest is dropped.</summary>
    private async Task<byte[]?> ReadAsync(Stream content, CancellationToken token)
    {
        using var held = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, token)) > 0;)
        {
            if (held.Length + read > limits.LargestDocument) return null;
            held.Write(buffer, 0, read);
        }
        return held.ToArray();
    }
}
