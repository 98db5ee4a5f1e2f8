using Laksana.Notices;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Notices;

/// <summary>Letters handed to a real mail server, in clear, with STARTTLS and with TLS, and to servers that go wrong.</summary>
public sealed class MailServerTests
{
    private static readonly Letter Letter = new(Guid.Parse("0199d3a1-0000-7000-8000-000000000001"), "laksana@contoh.go.id", "Dinas Uji — Kabupaten Contoh", "ratri@contoh.go.id",
        "PML-2026-0042: “melewati batas waktunya” di Kecamatan Kalibening, sangat panjang sekali sehingga dipotong", "Baris satu\n.\nBaris tiga é\n", new DateTimeOffset(2026, 11, 20, 8, 25, 0, TimeSpan.Zero));

    [Fact]
    public async Task a_letter_arrives_whole_with_its_own_id()
    {
        await using var server = await RealMailServer.StartAsync();
        var end = await new MailServer(Sending.Mail(server.Port), null, Sending.Times).SendAsync(Letter, Yes, default);
        Assert.Equal(HandoverEnd.Taken, end.End);
        var received = await server.NextAsync();
        Assert.Equal(("laksana@contoh.go.id", "ratri@contoh.go.id", false), (received.From, received.To, received.Tls));
        Assert.Equal("<0199d3a1000070008000000000000001@contoh.go.id>", received.Header("Message-ID"));
        Assert.Equal(Letter.Subject, received.Subject);
        Assert.Equal("Baris satu\r\n.\r\nBaris tiga é\r\n", received.Body);
        Assert.Equal("Fri, 20 Nov 2026 08:25:00 +0000", received.Header("Date"));
        Assert.All(received.Data.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
    }

    [Theory]
    [InlineData("starttls", MailSecurity.StartTls)]
    [InlineData("tls", MailSecurity.Tls)]
    public async Task a_letter_goes_encrypted_and_signed_in_only_to_the_server_whose_certificate_is_known(string mode, MailSecurity security)
    {
        await using var server = await RealMailServer.StartAsync(mode);
        var settings = Sending.Mail(server.Port) with { MailSecurity = security, MailUser = "laksana" };
        var stranger = await new MailServer(settings, "rahasia-surel", Sending.Times).SendAsync(Letter, Yes, default);
        Assert.Equal(HandoverEnd.NotNow, stranger.End);
        Assert.Contains("Sertifikat", stranger.Answer, StringComparison.Ordinal);

        settings = settings with { MailCertificate = server.Fingerprint };
        var wrong = await new MailServer(settings, "bukan-ini", Sending.Times).SendAsync(Letter, Yes, default);
        Assert.Equal((HandoverEnd.NotNow, true), (wrong.End, wrong.WholeServer));
        Assert.StartsWith("535", wrong.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("bukan-ini", wrong.Answer, StringComparison.Ordinal);

        var right = await new MailServer(settings, "rahasia-surel", Sending.Times).SendAsync(Letter, Yes, default);
        Assert.Equal((HandoverEnd.Taken, ""), (right.End, right.End == HandoverEnd.Taken ? "" : right.Answer));
        var received = await server.NextAsync();
        Assert.True(received is { Tls: true, SignedIn: true });
    }

    [Fact]
    public async Task a_server_without_starttls_gets_no_password()
    {
        await using var server = await RealMailServer.StartAsync();
        var end = await new MailServer(Sending.Mail(server.Port) with { MailSecurity = MailSecurity.StartTls, MailUser = "laksana" }, "rahasia-surel", Sending.Times).SendAsync(Letter, Yes, default);
        Assert.Equal(HandoverEnd.NotNow, end.End);
        Assert.Contains("STARTTLS", end.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("penuh@contoh.go.id", HandoverEnd.NotNow, "452")]
    [InlineData("tiada@contoh.go.id", HandoverEnd.Refused, "550")]
    public async Task a_box_that_is_full_may_empty_and_one_that_is_not_there_is_given_up(string to, HandoverEnd expected, string answer)
    {
        await using var server = await RealMailServer.StartAsync();
        var end = await new MailServer(Sending.Mail(server.Port), null, Sending.Times).SendAsync(Letter with { To = to }, Yes, default);
        Assert.Equal((expected, false), (end.End, end.WholeServer));
        Assert.StartsWith(answer, end.Answer, StringComparison.Ordinal);
        Assert.Empty(server.Letters);
    }

    [Theory]
    [InlineData("Closed", HandoverEnd.NotNow)]
    [InlineData("Mute", HandoverEnd.NotNow)]
    [InlineData("DiesBefore", HandoverEnd.NotNow)]
    [InlineData("Http", HandoverEnd.NotNow)]
    [InlineData("RefusesLetter", HandoverEnd.Refused)]
    [InlineData("DiesAfter", HandoverEnd.Uncertain)]
    [InlineData("MuteAfter", HandoverEnd.Uncertain)]
    public async Task what_became_of_a_letter_is_told_by_where_the_talk_ended(string fault, HandoverEnd expected)
    {
        using var server = new BadMailServer(Enum.Parse<Fault>(fault));
        var end = await new MailServer(Sending.Mail(server.Port), null, Sending.Times with { Reply = TimeSpan.FromSeconds(1) }).SendAsync(Letter, Yes, default);
        Assert.Equal(expected, end.End);
        Assert.NotEmpty(end.Answer);
    }

    [Fact]
    public async Task a_letter_that_another_node_has_is_not_handed_over()
    {
        await using var server = await RealMailServer.StartAsync();
        var end = await new MailServer(Sending.Mail(server.Port), null, Sending.Times).SendAsync(Letter, _ => Task.FromResult(false), default);
        Assert.Equal(HandoverEnd.Lost, end.End);
        Assert.Empty(server.Letters);
    }

    private static Task<bool> Yes(CancellationToken token) => Task.FromResult(true);
}
