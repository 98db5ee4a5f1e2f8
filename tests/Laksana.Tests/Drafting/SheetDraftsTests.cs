using Laksana.Drafting;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Drafting;

/// <summary>Drafts in a real database: conflicts, approval once, offices apart.</summary>
public sealed class SheetDraftsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateOnly Day = new(2026, 12, 1);

    [Fact]
    public async Task two_editors_of_one_version_cannot_both_win()
    {
        var (office, drafts) = await BeginAsync();
        var number = await drafts.BeginAsync(office.Id, "uji-langkah", 1, TrialOffice.Sheet, "jfu1", "coba", default);
        Assert.Equal(DraftOutcome.Done, await drafts.SaveAsync(office.Id, number, 1, TrialOffice.Sheet + "# satu\n", "jfu1", "a", default));
        Assert.Equal(DraftOutcome.Overtaken, await drafts.SaveAsync(office.Id, number, 1, TrialOffice.Sheet + "# dua\n", "jfu2", "b", default));
        var found = (await drafts.FindAsync(office.Id, number, default))!;
        Assert.EndsWith("# satu\n", found.Text, StringComparison.Ordinal);
        Assert.Equal(TrialOffice.Sheet, await drafts.TextAtAsync(office.Id, number, 1, default));
        Assert.Equal(2, found.Draft.Version);
    }

    [Fact]
    public async Task a_form_sent_twice_writes_once_and_begins_once()
    {
        var (office, drafts) = await BeginAsync();
        var number = await drafts.BeginAsync(office.Id, "uji-langkah", 1, TrialOffice.Sheet, "jfu1", "coba", default, "mulai");
        Assert.Equal(number, await drafts.BeginAsync(office.Id, "uji-langkah", 1, TrialOffice.Sheet, "jfu1", "coba", default, "mulai"));
        Assert.Equal(DraftOutcome.Done, await drafts.SaveAsync(office.Id, number, 1, TrialOffice.Sheet + "# x\n", "jfu1", "k", default));
        Assert.Equal(DraftOutcome.SentBefore, await drafts.SaveAsync(office.Id, number, 2, TrialOffice.Sheet + "# y\n", "jfu1", "k", default));
        Assert.EndsWith("# x\n", (await drafts.FindAsync(office.Id, number, default))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task many_heads_at_once_publish_one_version()
    {
        var (office, drafts) = await BeginAsync();
        var text = TrialOffice.Sheet.Replace("waktu: 5 menit", "waktu: 7 menit", StringComparison.Ordinal);
        var draft = await SubmittedAsync(office, drafts, text);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => drafts.PublishAsync(office.Id, draft, text, Day, "waktu", "kepala" + i, default)));
        Assert.Single(outcomes, o => o.Outcome == DraftOutcome.Done);
        var versions = await office.Sheets.AllVersionsAsync(office.Id, default);
        Assert.Equal(2, versions.Count);
        var after = (await drafts.FindAsync(office.Id, draft.Number, default))!;
        Assert.Equal((DraftStatus.Published, 2), (after.Draft.Status, after.Draft.PublishedVersion));
        Assert.Equal(versions[1].Body, after.Text);
    }

    [Fact]
    public async Task a_draft_of_an_older_version_is_not_published_and_still_waits()
    {
        var (office, drafts) = await BeginAsync();
        var text = TrialOffice.Sheet.Replace("waktu: 5 menit", "waktu: 8 menit", StringComparison.Ordinal);
        var draft = await SubmittedAsync(office, drafts, text);
        await office.Sheets.PublishAsync(office.Id, TrialOffice.Sheet.Replace("waktu: 5 menit", "waktu: 9 menit", StringComparison.Ordinal), Day, "kepala", "lain", default);
        Assert.Equal(DraftOutcome.NewerVersion, (await drafts.PublishAsync(office.Id, draft, text, Day, "waktu", "kepala", default)).Outcome);
        Assert.Equal(DraftStatus.Submitted, (await drafts.FindAsync(office.Id, draft.Number, default))!.Draft.Status);
    }

    [Fact]
    public async Task a_draft_goes_back_with_its_reason_and_what_waits_cannot_be_written()
    {
        var (office, drafts) = await BeginAsync();
        var draft = await SubmittedAsync(office, drafts, TrialOffice.Sheet);
        Assert.Equal(DraftOutcome.Overtaken, await drafts.SaveAsync(office.Id, draft.Number, draft.Version, "sop: x", "jfu1", "w", default));
        Assert.Equal(DraftOutcome.Done, await drafts.ReturnAsync(office.Id, draft.Number, draft.Version, "Waktunya kurang.", "kepala", "r", default));
        var after = (await drafts.FindAsync(office.Id, draft.Number, default))!.Draft;
        Assert.Equal((DraftStatus.Open, "Waktunya kurang.", "kepala"), (after.Status, after.Reason, after.DecidedBy));
        Assert.Equal(DraftOutcome.Done, await drafts.DiscardAsync(office.Id, draft.Number, draft.Version, "jfu1", "d", default));
        Assert.Empty(await drafts.OpenAsync(office.Id, default));
        Assert.Single(await drafts.ClosedAsync(office.Id, default));
    }

    [Fact]
    public async Task a_draft_of_one_office_is_nothing_to_another()
    {
        var (one, drafts) = await BeginAsync();
        var (other, _) = await BeginAsync();
        var number = await drafts.BeginAsync(one.Id, "uji-langkah", 1, TrialOffice.Sheet, "jfu1", "coba", default);
        Assert.Null(await drafts.FindAsync(other.Id, number, default));
        Assert.Equal(1, await drafts.BeginAsync(other.Id, "uji-langkah", 1, TrialOffice.Sheet, "jfu1", "coba", default));
    }

    private async Task<(TrialOffice Office, SheetDrafts Drafts)> BeginAsync()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "draf-" + Guid.NewGuid().ToString("N")[..8]);
        return (office, new SheetDrafts(fixture.Database, office.Sheets, TimeProvider.System));
    }

    private static async Task<Draft> SubmittedAsync(TrialOffice office, SheetDrafts drafts, string text)
    {
        var number = await drafts.BeginAsync(office.Id, "uji-langkah", 1, text, "jfu1", "coba", default);
        Assert.Equal(DraftOutcome.Done, await drafts.SubmitAsync(office.Id, number, 1, "waktu", Day, "jfu1", "s", default));
        return (await drafts.FindAsync(office.Id, number, default))!.Draft;
    }
}
