using System.Text;
using Laksana.Cases;
using Laksana.Documents;
using Laksana.Procedures;
using Laksana.Services;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Services;

public sealed class PublicOpeningTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Complaint = """
        sop: uji-aduan
        nama: Uji Aduan
        unit: Bidang Uji
        pelayanan: {pemohon: pengadu}
        kode-berkas: ADX
        perihal: "Aduan {pokok}"
        pelaksana: {jfu: JFU, kasi: KASI, kabid: Kabid}
        pihak: {pengadu: {nama: Pengadu, pemohon: ya}}
        kegiatan:
          - id: terima
            kegiatan: Menerima aduan
            pelaksana: jfu
            isian:
              pokok: {jenis: teks, wajib: ya}
              saluran: {jenis: pilihan, wajib: ya, pilihan: [telepon, halaman Layanan], dari-layanan: halaman Layanan}
              diterima: {jenis: tanggal-jam, wajib: ya, dari-layanan: sekarang}
              kerahasiaan: {jenis: pilihan, pilihan: [disebutkan, dirahasiakan, anonim], dari-layanan: kerahasiaan}
              nama-pengadu: {jenis: teks, pribadi: ya, terlihat: [jfu], pemohon: identitas}
              isi: {jenis: teks-panjang, wajib: ya, pribadi: ya, terlihat: [jfu], pemohon: ya}
              foto: {jenis: dokumen, terlihat: [jfu], pemohon: ya}
            tunggu: {pihak: pengadu, bila-perlu: ya}
          - id: jawab
            kegiatan: Menjawab
            pelaksana: kasi
            isian:
              jawaban: {jenis: teks-panjang, wajib: ya, pribadi: ya, terlihat: [jfu], untuk-pemohon: ya}
              catatan-dalam: {jenis: teks}
            selesai: ya
        """;

    private static int _offices;

    private async Task<(TrialOffice Office, Procedure Sheet, ServiceDesk Desk, ServiceRequests Requests)> NewAsync()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, $"layan-{Interlocked.Increment(ref _offices)}");
        await office.Sheets.PublishAsync(office.Id, Complaint, new DateOnly(2020, 1, 1), "installation", "terbit", default);
        var sheet = (await office.Sheets.CurrentAsync(office.Id, "uji-aduan", new DateOnly(2026, 1, 1), default))!.Procedure;
        return (office, sheet, new ServiceDesk(office.Desk, new DocumentStore(fixture.Database, TimeProvider.System), TimeProvider.System), new ServiceRequests(fixture.Database, TimeProvider.System));
    }

    private static Dictionary<string, string> Values => new() { ["nama-pengadu"] = "Siti Rahmawati", ["isi"] = "Antrean tidak dipanggil.", ["pokok"] = "disusupkan", ["saluran"] = "telepon" };

    private static async Task<CaseAnswer.Done> OpenAsync((TrialOffice Office, Procedure Sheet, ServiceDesk Desk, ServiceRequests Requests) at, TrackingNumber number, string confidence = "dirahasiakan") =>
        Assert.IsType<CaseAnswer.Done>(await at.Desk.OpenAsync(await at.Office.Offices.GetAsync(at.Office.Id, default), at.Sheet, Values, number, confidence, default));

    [Fact]
    public async Task the_public_opens_a_case_with_what_the_sheet_asks_of_it_and_nothing_else()
    {
        var at = await NewAsync();
        var number = TrackingNumber.New();
        var opened = (await OpenAsync(at, number)).State!;

        Assert.Null(opened.OpenedBy);
        Assert.Equal(PublicChannel.Pages, opened.Channel);
        Assert.Equal(["diterima", "isi", "kerahasiaan", "nama-pengadu", "saluran"], opened.Fields.Keys.Order());
        Assert.Equal(("halaman Layanan", "dirahasiakan"), (opened.Fields["saluran"].Value, opened.Fields["kerahasiaan"].Value));
        Assert.All(new[] { "isi", "nama-pengadu" }, f => Assert.NotNull(opened.Fields[f].Digest));
        Assert.True(opened.IsFromApplicant("isi"));
        Assert.Equal(opened.Number, await at.Requests.FindAsync(at.Office.Id, TrackingNumber.Parse(number.Text), default));

        // Its row lies ready; what staff say stands instead of what was given.
        var done = await at.Office.DoAsync("jfu1", opened.Number, new CompleteStep(1, new Dictionary<string, string> { ["pokok"] = "antrean", ["isi"] = "Antrean tidak dipanggil." }));
        Assert.False(done.State!.IsFromApplicant("isi"));
        Assert.True(done.State.IsFromApplicant("saluran"));
    }

    [Fact]
    public async Task sending_it_again_opens_nothing_more_also_on_another_node_and_at_the_same_moment()
    {
        var at = await NewAsync();
        var number = TrackingNumber.New();
        var other = at with { Desk = new ServiceDesk(at.Office.OnAnotherNode().Desk, new DocumentStore(fixture.Database, TimeProvider.System), TimeProvider.System) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => OpenAsync(i % 2 == 0 ? at : other, number)));
        Assert.Single(answers.Select(a => a.Number).Distinct());
        Assert.Single(answers, a => !a.Repeated);
        Assert.Equal(1, await CountAsync(at.Office, "select count(*) from case_file where office = $1"));
    }

    [Fact]
    public async Task of_an_anonymous_complainant_nothing_is_kept_that_tells_who_he_is()
    {
        var at = await NewAsync();
        var number = TrackingNumber.New();
        await OpenAsync(at, number, "anonim");
        foreach (var secret in new[] { "Siti Rahmawati", number.Text, number.Text.Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal([], await TablesThatHoldAsync(at.Office, secret));
        Assert.Contains("personal_value", await TablesThatHoldAsync(at.Office, "Antrean tidak dipanggil."));
    }

    [Fact]
    public async Task a_sheet_that_does_not_say_so_cannot_be_opened_by_the_public_and_a_missing_value_is_told()
    {
        var at = await NewAsync();
        var work = await at.Office.Offices.GetAsync(at.Office.Id, default);
        var closed = (await at.Office.Sheets.CurrentAsync(at.Office.Id, "uji-langkah", new DateOnly(2026, 1, 1), default))!.Procedure;
        Assert.Equal("open.not-public", Assert.IsType<CaseAnswer.Refused>(await at.Desk.OpenAsync(work, closed, Values, TrackingNumber.New(), null, default)).Why.Code);
        var refused = Assert.IsType<CaseAnswer.Refused>(await at.Desk.OpenAsync(work, at.Sheet, new Dictionary<string, string> { ["nama-pengadu"] = "x\ny" }, TrackingNumber.New(), "dirahasiakan", default)).Why;
        Assert.Equal(["isi", "nama-pengadu"], refused.Fields.Select(f => f.Field).Order());
        Assert.Equal(0, await CountAsync(at.Office, "select count(*) from case_file where office = $1") + await CountAsync(at.Office, "select count(*) from service_request where office = $1"));
    }

    [Fact]
    public async Task a_document_of_the_public_is_for_the_roles_of_its_field_alone()
    {
        var at = await NewAsync();
        var opened = await OpenAsync(at, TrackingNumber.New());
        Assert.Null(await at.Desk.AttachAsync(at.Office.Id, opened.Number, new ServiceDocument("foto", "lampiran-1.pdf", "%PDF-1.7 a"u8.ToArray()), default));
        Assert.Null(await at.Desk.AttachAsync(at.Office.Id, opened.Number, new ServiceDocument("foto", "lampiran-1.pdf", "%PDF-1.7 a"u8.ToArray()), default));
        Assert.Equal("document.not-asked", await at.Desk.AttachAsync(at.Office.Id, opened.Number, new ServiceDocument("isi", "lampiran-2.pdf", "%PDF-1.7 b"u8.ToArray()), default));
        var state = (await at.Office.Loader.LoadAsync(at.Office.Id, opened.Number, default))!.State;
        var document = Assert.Single(state.Documents);
        Assert.Equal(document.Sha256, state.Fields["foto"].Value);
        var rights = new Rights(at.Sheet, (await at.Office.Offices.GetAsync(at.Office.Id, default)).Staffing);
        Assert.True(rights.ToReadDocument(document, "jfu1"));
        Assert.True(rights.ToSee(state, "kasi1", false) && !rights.ToReadDocument(document, "kasi1"));
        Assert.False(rights.ToReadDocument(document, "admin"));
        Assert.True(rights.ToReadDocument(document with { Field = null }, "kasi1"));
    }

    [Fact]
    public async Task he_may_write_only_while_the_office_waits_for_him_and_that_resumes_nothing()
    {
        var at = await NewAsync();
        var number = (await OpenAsync(at, TrackingNumber.New())).Number;
        Assert.Equal("applicant.not-awaited", Assert.IsType<CaseAnswer.Refused>(await at.Desk.WriteAsync(at.Office.Id, number, "Halo", default)).Why.Code);
        await at.Office.DoAsync("jfu1", number, new BeginStep(1));
        await at.Office.DoAsync("jfu1", number, new PauseClock(1, "pengadu", "Loket yang mana?"));
        var told = Assert.IsType<CaseAnswer.Done>(await at.Desk.WriteAsync(at.Office.Id, number, "Loket 3, saya Siti Rahmawati", default)).State!;
        Assert.Equal(RunStatus.Paused, told.Runs[0].Status);
        Assert.Equal(["personal_value"], await TablesThatHoldAsync(at.Office, "Loket 3"));
        Assert.Equal(1, await CountAsync(at.Office, "select count(*) from notice where office = $1 and officer = 'jfu1' and text_key = 'notice.applicant-message'"));

        var work = await at.Office.Offices.GetAsync(at.Office.Id, default);
        var progress = ServiceProgress.Of(at.Sheet, told, work);
        Assert.True(progress.WaitsForApplicant);
        Assert.Equal("Loket yang mana?", Assert.Single(progress.Awaited).Reason);
        Assert.Equal((1, "Menerima aduan"), (progress.Now.Single().Place, progress.Now.Single().Activity));

        // Lawful erasing takes his words too.
        await at.Office.Books.EnrolAsync(at.Office.Id, new Laksana.Officers.NewOfficer("admin", "Admin", Administrator: true), default);
        Assert.IsType<CaseAnswer.Done>(await at.Office.Desk.HandleAsync(new CaseRequest { Office = at.Office.Id, Number = number, Officer = "admin", Administrator = true, Command = new EraseValues([CaseState.Messages], "Permintaan pemilik data") }, default));
        Assert.Equal([], await TablesThatHoldAsync(at.Office, "Loket 3"));
    }

    [Fact]
    public async Task the_answer_meant_for_him_is_shown_when_its_row_is_done_and_nothing_else()
    {
        var at = await NewAsync();
        var number = (await OpenAsync(at, TrackingNumber.New(), "anonim")).Number;
        var work = await at.Office.Offices.GetAsync(at.Office.Id, default);
        var state = (await at.Office.DoAsync("jfu1", number, new CompleteStep(1, new Dictionary<string, string> { ["pokok"] = "antrean" }))).State!;
        Assert.Empty(ServiceProgress.Of(at.Sheet, state, work).Answers);
        Assert.Equal(new Awaited("KASI", false), Assert.Single(ServiceProgress.Of(at.Sheet, state, work).Awaited));
        state = (await at.Office.DoAsync("kasi1", number, new CompleteStep(2, new Dictionary<string, string> { ["jawaban"] = "Sudah diperbaiki.", ["catatan-dalam"] = "rahasia kantor" }))).State!;
        var progress = ServiceProgress.Of(at.Sheet, state, work);
        Assert.Equal("jawaban", Assert.Single(progress.Answers).Field.Name);
        Assert.Empty(progress.Awaited);
        Assert.All(progress.Stages, s => Assert.Equal(StageState.Done, s.State));
    }

    [Fact]
    public async Task a_number_is_given_out_for_what_staff_entered_and_leads_to_it_in_its_office_alone()
    {
        var (at, other) = (await NewAsync(), await NewAsync());
        var entered = await at.Office.OpenAsync();
        Assert.False(await at.Requests.IsFollowedAsync(at.Office.Id, entered.Number, default));
        var number = await at.Requests.GiveOutAsync(at.Office.Id, entered.Number, default);
        Assert.Equal(entered.Number, await at.Requests.FindAsync(at.Office.Id, number, default));
        Assert.Null(await at.Requests.FindAsync(other.Office.Id, number, default));
        Assert.Null(await at.Requests.FindAsync(at.Office.Id, null, default));
        Assert.Equal(0, await at.Requests.OpenedSinceAsync(at.Office.Id, DateTimeOffset.UnixEpoch, 10, default));
        await OpenAsync(at, TrackingNumber.New());
        Assert.Equal(1, await at.Requests.OpenedSinceAsync(at.Office.Id, DateTimeOffset.UnixEpoch, 10, default));
    }

    private async Task<long> CountAsync(TrialOffice office, string sql)
    {
        await using var batch = fixture.Database.Batch(office.Id);
        batch.Add(sql, office.Id);
        await using var reader = await batch.ReadAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    /// <summary>Tables of the office in which the text stands anywhere, in the clear.</summary>
    private async Task<List<string>> TablesThatHoldAsync(TrialOffice office, string text)
    {
        var tables = new List<string>();
        await using (var batch = fixture.Database.Batch(office.Id))
        {
            batch.Add("select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'office' and t.table_type = 'BASE TABLE' and case when c.table_schema = 'public' then has_table_privilege(format('public.%I', c.table_name), 'select') end order by 1");
            await using var reader = await batch.ReadAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }
        Assert.True(tables.Count > 15);
        var found = new List<string>();
        foreach (var table in tables)
            if (await CountAsync(office, $"""select count(*) from "{table}" t where office = $1 and (position('{text}' in t::text) > 0 or position('{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))}' in t::text) > 0)""") > 0)
                found.Add(table);
        return found;
    }
}
