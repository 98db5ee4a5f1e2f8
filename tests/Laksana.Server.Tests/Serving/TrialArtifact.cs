using System.Security.Cryptography;
using Laksana.Backups;
using Laksana.Register;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Testing;

/// <summary>A finished backup of an office in its place and in the book, as the program itself writes one.</summary>
internal static class TrialArtifact
{
    /// <returns>Its folder.</returns>
    public static async Task<string> WriteAsync(ServerFixture server, string office, string? caseNumber = null)
    {
        var settings = server.Services.GetRequiredService<BackupSettings>();
        var now = server.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var name = "2026-11-16_0805_kependudukan_" + Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(settings.FolderOf(office), name);
        var content = RandomNumberGenerator.GetBytes(200_000);
        await using var into = await ArtifactWriter.BeginAsync(new ArtifactPlan(name, folder, null));
        await into.AddAsync(new TarItem("dump/isi"u8.ToArray(), TarKind.File, content.Length), content, default);
        var manifest = new Manifest
        {
            Format = Manifest.NewestFormat, Name = name, Office = office, Source = "kependudukan", Kind = SourceKind.PostgreSql, Run = Guid.CreateVersion7(), CaseNumber = caseNumber,
            TakenAt = now, FinishedAt = now, Machine = Environment.MachineName, Tools = ["uji"], SourceBytes = content.Length, Files = into.Files,
        };
        var summary = await into.FinishAsync(manifest, false, server.Services.GetRequiredService<SealKey>(), "Cara membuka backup ini\n", default);
        await server.Services.GetRequiredService<BackupBook>().RecordAsync(office, BackupEntry.Of(summary, caseNumber, "jfu1"), default);
        return folder;
    }
}
