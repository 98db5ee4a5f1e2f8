using Laksana.Cases;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class RestingNodeTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public async Task a_row_of_the_machine_that_is_begun_where_no_machine_work_is_done_waits_for_a_node_that_does_it()
    {
        Assert.False(server.Options.Works);
        var office = await TrialOffice.NewAsync(server.Database, "jaga");
        await office.Sheets.PublishAsync(office.Id, """
            sop: uji-mesin
            nama: Uji Mesin
            unit: Bidang Uji
            kode-berkas: MSN
            perihal: Uji mesin
            pelaksana: {jfu: JFU}
            kegiatan:
              - {id: periksa, kegiatan: Memeriksa, pelaksana: jfu, tindakan: {nama: network.ping, lokasi: kec-a}}
              - {id: arsip, kegiatan: Mengarsip, pelaksana: jfu, selesai: ya}
            """, new DateOnly(2020, 1, 1), "installation", "terbit", default);
        var desk = server.Services.GetRequiredService<CaseDesk>();
        Task<CaseAnswer> Ask(string? number, CaseCommand command) =>
            desk.HandleAsync(new CaseRequest { Office = office.Id, Officer = "jfu1", Number = number, Command = command, Procedure = number is null ? "uji-mesin" : null }, default);

        var number = Assert.IsType<CaseAnswer.Done>(await Ask(null, new OpenCase("", 0, None))).Number;
        await Ask(number, new BeginStep(1));
        Assert.Equal(0, await server.Database.ScalarAsync<short>(office.Id, "select status from action_run where office = 'jaga' and case_number = $1", number));
        Assert.Equal("machine.running", Assert.IsType<CaseAnswer.Refused>(await Ask(number, new CompleteStep(1, None))).Why.Code);
    }
}
