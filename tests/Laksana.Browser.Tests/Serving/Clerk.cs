using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Serving;

/// <summary>An officer at his browser, who finds everything by the words on the page.</summary>
internal sealed partial class Clerk(IPage page)
{
    public IPage Page => page;

    /// <summary>The open row's form.</summary>
    public ILocator Form => page.Locator(".panel form[action*='/selesai/'], .panel form[action*='/terima/'], main form.card").Filter(new() { Visible = true }).First;

    /// <summary>What the page says was done.</summary>
    public ILocator Said => page.Locator("main .notice.good");

    public ILocator Refused => page.Locator("main .notice.bad[role=alert]");

    public async Task<string> OpenAsync(string sheet, params (string Label, string Value)[] values)
    {
        await page.GotoAsync("/tugas");
        await page.GetByRole(AriaRole.Link, new() { Name = "Buka berkas baru" }).GoThroughAsync();
        await page.Locator("ul.list a.t", new() { HasTextRegex = new Regex("^" + Regex.Escape(sheet) + "$") }).GoThroughAsync();
        await FillAsync(values);
        await page.Locator("main form.card button").GoThroughAsync();
        return CaseNumber().Match(page.Url) is { Success: true } number ? number.Value : throw new InvalidOperationException($"No case was opened: {await page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>From the inbox to the row that waits: takes it when nobody has it.</summary>
    public async Task TakeAsync(string number, string? site = null)
    {
        await page.GotoAsync("/tugas");
        await Task(number, site).Locator("button, a.btn").GoThroughAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(number));
    }

    /// <summary>From the tray of work that waits for others to its row.</summary>
    public async Task LookAfterAsync(string number)
    {
        await page.GotoAsync("/tugas");
        await page.Locator(".counts a", new() { HasText = "menunggu pihak lain" }).GoThroughAsync();
        await Task(number).Locator("a.btn").GoThroughAsync();
    }

    /// <summary>Sends work back on the page for it.</summary>
    public async Task ReturnAsync(string number, string reason)
    {
        await TakeAsync(number);
        await SendBackAsync(reason);
    }

    /// <summary>Sends back what he has taken.</summary>
    public async Task SendBackAsync(string reason)
    {
        await FollowAsync("Kembalikan…");
        await FillAsync(("Yang perlu diperbaiki", reason));
        await PressAsync("Kembalikan");
        await Assertions.Expect(Said).ToHaveTextAsync("Pekerjaan dikembalikan.");
    }

    public ILocator Task(string number, string? site = null) => page.Locator("ul.tasks > li", new() { HasText = number }).Filter(new() { HasText = site ?? "" }).First;

    public Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).And(page.Locator(":visible")).First.GoThroughAsync();

    public Task FollowAsync(string link) => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.GoThroughAsync();

    /// <summary>Fills in the form by its labels; a document's value is its file's path.</summary>
    public async Task FillAsync(params (string Label, string Value)[] values)
    {
        foreach (var (label, value) in values)
            await FillAsync(label, value);
    }

    /// <summary>Takes the row, fills in its form and sends it.</summary>
    public async Task DoAsync(string number, params (string Label, string Value)[] values)
    {
        await TakeAsync(number);
        await FillAsync(values);
        await SendAsync();
    }

    public async Task SendAsync()
    {
        await Form.Locator("p.acts > button").GoThroughAsync();
        await Assertions.Expect(Said).ToHaveCountAsync(1);
    }

    /// <summary>Waits until the page shows the machine's end: by itself with scripts, by its link without them.</summary>
    public async Task<ILocator> MachineAsync(bool scripts)
    {
        var ended = page.Locator(".machine-work .pill.done, .machine-work .pill.late").First;
        if (scripts)
        {
            await Assertions.Expect(ended).ToBeVisibleAsync(new() { Timeout = 60_000 });
            // The row's values and its form come with the whole page, which the script asks for by itself.
            await Assertions.Expect(page.Locator("[data-kemajuan^='/']")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
            return ended;
        }
        for (var tries = 0; tries < 200 && !await ended.IsVisibleAsync(); tries++)
            if (await page.Locator(".machine-work").GetByRole(AriaRole.Link, new() { Name = "Muat ulang" }).CountAsync() > 0)
                await FollowAsync("Muat ulang");
        await Assertions.Expect(ended).ToBeVisibleAsync();
        return ended;
    }

    private async Task FillAsync(string label, string value)
    {
        var group = Form.Locator("fieldset", new() { Has = page.Locator("legend", new() { HasTextRegex = Starts(label) }) }).First;
        if (await group.CountAsync() > 0)
        {
            foreach (var choice in value.Split('\n'))
                await group.Locator("label", new() { HasTextRegex = Starts(choice) }).First.ClickAsync();
            return;
        }
        var field = Form.Locator(".field", new() { Has = page.Locator("label", new() { HasTextRegex = Starts(label) }) }).Locator("input:not([type=hidden]), textarea, select").First;
        if (await field.And(page.Locator("select")).CountAsync() > 0) await field.SelectOptionAsync(new SelectOptionValue { Label = value });
        else if (await field.And(page.Locator("[type=file]")).CountAsync() > 0) await field.SetInputFilesAsync(value);
        else await field.FillAsync(value);
    }

    private static Regex Starts(string words) => new(@"^\s*" + Regex.Escape(words));

    [GeneratedRegex(@"[A-Z]{3}-\d{4}-\d{4}")]
    private static partial Regex CaseNumber();
}
