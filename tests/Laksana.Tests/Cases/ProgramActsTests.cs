using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>What the program does in a case by itself, when a watch has found something.</summary>
public sealed class ProgramActsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Found = new(2026, 11, 27, 1, 2, 3, TimeSpan.Zero);

    [Fact]
    public async Task a_watch_opens_one_case_for_what_it_found_however_often_it_asks()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "pantau-buka");
        var opened = await office.DoAsync(null, null, Opening(Found));
        Assert.Null(opened.State!.OpenedBy);
        Assert.Equal("router", opened.State.Fields["barang"].Value);
        foreach (var node in new[] { office, office.OnAnotherNode() })
            Assert.Equal((opened.Number, true), await node.DoAsync(null, null, Opening(Found)) is var again ? (again.Number, again.Repeated) : default);
        Assert.NotEqual(opened.Number, (await office.DoAsync(null, null, Opening(Found.AddSeconds(1)))).Number);
    }

    [Fact]
    public async Task a_note_of_the_program_stands_once_and_without_a_name()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "pantau-catat");
        var number = (await office.OpenAsync()).Number;
        var noted = await office.DoAsync(null, number, new AddNote("Backup terlambat") { ByProgram = true }, "pantau:1");
        var note = Assert.IsType<NoteAdded>(Assert.Single(noted.Events!));
        Assert.Equal(("Backup terlambat", null), (note.Text, note.By));
        Assert.True((await office.OnAnotherNode().DoAsync(null, number, new AddNote("Backup terlambat") { ByProgram = true }, "pantau:1")).Repeated);
        Assert.Equal("case.key-reused", Assert.IsType<CaseAnswer.Refused>(await office.AskAsync(null, number, new AddNote("Lain") { ByProgram = true }, "pantau:1")).Why.Code);
        // An officer is asked for his right whatever he claims.
        Assert.Equal("case.not-yours", Assert.IsType<CaseAnswer.Refused>(await office.AskAsync("lain", number, new AddNote("x") { ByProgram = true })).Why.Code);
    }

    private static OpenCase Opening(DateTimeOffset at) => new("", 0, new Dictionary<string, string> { ["barang"] = "router" }) { Schedule = "backup-watch", FireTime = at };
}
