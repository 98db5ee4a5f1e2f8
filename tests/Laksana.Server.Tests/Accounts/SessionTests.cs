using Laksana.Server.Accounts;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class SessionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task signing_out_everywhere_ends_the_sessions_of_other_devices()
    {
        using var office = await server.SignedInAsync();
        using var phone = await server.SignedInAsync();
        using var colleague = await server.SignedInAsync("bima");
        var page = await office.SubmitAsync(await office.OpenAsync("/akun"), "form[action='/akun/keluar-semua']");
        Assert.Equal("/masuk", page.Path);
        Assert.Equal("/masuk", (await phone.OpenAsync("/akun")).Path);
        Assert.Equal("/akun", (await colleague.OpenAsync("/akun")).Path);
    }

    [Fact]
    public async Task signing_out_ends_a_copy_of_the_cookie_and_no_other_session()
    {
        using var office = await server.SignedInAsync();
        using var phone = await server.SignedInAsync();
        using var thief = Copy(office);
        Assert.Equal("/akun", (await thief.OpenAsync("/akun")).Path);
        Assert.Equal("/masuk", (await office.SubmitAsync(await office.OpenAsync("/akun"), "form[action='/keluar']")).Path);
        Assert.Equal("/masuk", (await thief.OpenAsync("/akun")).Path);
        Assert.Equal("/akun", (await phone.OpenAsync("/akun")).Path);
    }

    [Fact]
    public async Task a_session_that_another_node_signed_out_ends_with_the_next_check()
    {
        using var office = await server.SignedInAsync("bima");
        using var other = await server.SignedInAsync("bima");
        await server.Database.DoAsync("kelapa", "delete from account_session s using account a where s.office = 'kelapa' and a.office = s.office and a.account = s.account and a.user_name = 'bima'");
        Assert.Equal("/masuk", (await office.OpenAsync("/akun")).Path);
        Assert.Equal("/masuk", (await other.OpenAsync("/akun")).Path);
    }

    private Visitor Copy(Visitor of)
    {
        var copy = server.Visit();
        copy.Cookies.Add(of.Cookies.GetCookies(server.Address));
        return copy;
    }

    [Fact]
    public async Task a_changed_password_keeps_this_session_and_ends_the_others()
    {
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', 'ganti', 'Petugas Ganti')");
        await new AccountDesk(server.Database).CreateAsync("kelapa", "ganti", "ganti", TestOffice.Password, mustChange: false);
        using var here = await server.SignedInAsync("ganti");
        using var there = await server.SignedInAsync("ganti");
        var form = await here.OpenAsync("/akun/sandi");
        Assert.Contains("Kata sandi sekarang salah", (await here.SubmitAsync(form, null, ("sekarang", "bukan ini"), ("baru", "tikar pandan di serambi"), ("ulang", "tikar pandan di serambi"))).Refusal, StringComparison.Ordinal);
        Assert.Contains("tidak sama", (await here.SubmitAsync(form, null, ("sekarang", TestOffice.Password), ("baru", "tikar pandan di serambi"), ("ulang", "tikar rotan"))).Refusal, StringComparison.Ordinal);
        var page = await here.SubmitAsync(form, null, ("sekarang", TestOffice.Password), ("baru", "tikar pandan di serambi"), ("ulang", "tikar pandan di serambi"));
        Assert.Contains("sudah diganti", page.Main, StringComparison.Ordinal);
        Assert.Equal("/akun", (await here.OpenAsync("/akun")).Path);
        Assert.Equal("/masuk", (await there.OpenAsync("/akun")).Path);
    }

    [Fact]
    public async Task wrong_passwords_at_the_change_of_the_password_lock_the_account()
    {
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', 'terbuka', 'Petugas Terbuka')");
        await new AccountDesk(server.Database).CreateAsync("kelapa", "terbuka", "terbuka", TestOffice.Password, mustChange: false);
        using var counter = await server.SignedInAsync("terbuka");
        var form = await counter.OpenAsync("/akun/sandi");
        for (var guess = 0; guess < SignInDesk.MostFailures; guess++)
            await counter.SubmitAsync(form, null, ("sekarang", "tebakan ke-" + guess), ("baru", "tikar pandan di serambi"), ("ulang", "tikar pandan di serambi"));
        var right = await counter.SubmitAsync(form, null, ("sekarang", TestOffice.Password), ("baru", "tikar pandan di serambi"), ("ulang", "tikar pandan di serambi"));
        Assert.Contains("Coba lagi pukul", right.Refusal, StringComparison.Ordinal);
        Assert.True(await server.Database.ScalarAsync<bool>("kelapa", "select lockout_end is not null from account where office = 'kelapa' and user_name = 'terbuka'"));
    }

    [Fact]
    public async Task a_withdrawn_right_is_gone_at_the_next_check_of_the_session()
    {
        using var visitor = await server.SignedInAsync("admin", TestOffice.Nyiur);
        Assert.Contains("Administrator kantor", (await visitor.OpenAsync("/akun")).Main, StringComparison.Ordinal);
        await server.Database.DoAsync("nyiur", "update officer set administrator = false where office = 'nyiur' and officer = 'admin'");
        await visitor.OpenAsync("/akun");
        Assert.DoesNotContain("Administrator kantor", (await visitor.OpenAsync("/akun")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_reset_gives_a_first_password_and_ends_the_sessions()
    {
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', 'lupa', 'Petugas Lupa')");
        var desk = new AccountDesk(server.Database);
        await desk.CreateAsync("kelapa", "lupa", "lupa", TestOffice.Password, mustChange: false);
        using var visitor = await server.SignedInAsync("lupa");
        var password = await desk.ResetAsync("kelapa", "lupa", withoutSecondFactor: true);
        Assert.Equal("/masuk", (await visitor.OpenAsync("/akun")).Path);
        Assert.Equal("/akun/sandi", (await visitor.SignInAsync("kelapa", "lupa", password)).Path);
    }

    [Fact]
    public async Task the_keys_of_sessions_stand_in_the_database()
    {
        using var visitor = await server.SignedInAsync();
        Assert.True(await server.Database.ScalarAsync<long>(null, "select count(*) from data_protection_key") > 0);
    }
}
