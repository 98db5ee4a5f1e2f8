using Laksana.Cases;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Serving;

/// <summary>A case on its way through one office: the officers' windows, and what the database has to say in the end.</summary>
internal sealed class Journey(WorkingServer server, Chromium chromium, string office, bool scripts) : IAsyncDisposable
{
    private readonly Dictionary<string, Clerk> _clerks = [];
    private readonly DirectoryInfo _papers = Directory.CreateTempSubdirectory("laksana-papers-");

    public bool Scripts => scripts;

    /// <summary>The officer's window; he signs in the first time.</summary>
    public async Task<Clerk> AsAsync(string officer)
    {
        if (_clerks.TryGetValue(officer, out var clerk)) return clerk;
        var page = await chromium.WindowAsync(server.Address, scripts: scripts);
        await page.SignInAsync(officer, office);
        return _clerks[officer] = new Clerk(page);
    }

    /// <summary>A PDF file to attach.</summary>
    public string Paper(string name)
    {
        var path = Path.Combine(_papers.FullName, name);
        File.WriteAllText(path, $"%PDF-1.4\n% {office} {name}\n%%EOF\n");
        return path;
    }

    public void Later(double minutes) => server.Now += TimeSpan.FromMinutes(minutes);

    public Task<CaseState> StateAsync(string number) => server.StateAsync(number, office);

    /// <summary>The case is closed in the database and on its page, every event is sealed, and the register verifies up to the head that the page shows.</summary>
    public async Task<CaseState> ClosedAsync(Clerk clerk, string number)
    {
        var state = await StateAsync(number);
        Assert.Equal(CaseStatus.Closed, state.Status);
        Assert.Empty(state.OpenRuns);
        await Assertions.Expect(clerk.Page.Locator(".facts .pill").First).ToHaveTextAsync("Selesai");
        Assert.Equal(0, await clerk.Page.Locator(".panel").CountAsync());

        var sealedPill = clerk.Page.Locator(".card.proof .pill.done");
        for (var tries = 0; tries < 100 && await sealedPill.CountAsync() == 0; tries++)
        {
            await Task.Delay(200);
            await clerk.Page.ReloadAsync();
        }
        await Assertions.Expect(sealedPill).ToHaveTextAsync("seluruhnya disegel");
        var head = await server.Database.ScalarAsync<byte[]>(office, "select hash from event where office = $1 and case_number = $2 order by version desc limit 1", office, number);
        Assert.Equal(Convert.ToHexStringLower(head!), await clerk.Page.Locator(".card.proof code").GetAttributeAsync("title"));
        var register = await new RegisterVerifier(server.Database.OwnerConnectionString).VerifyAsync(new VerificationOrder(office));
        Assert.True(register.Fits, register.First?.ToString());
        return state;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var clerk in _clerks.Values) await clerk.Page.Context.CloseAsync();
        _papers.Delete(recursive: true);
    }
}
