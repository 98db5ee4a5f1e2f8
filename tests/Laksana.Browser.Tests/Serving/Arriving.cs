using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Serving;

/// <summary>Clicks that lead to another page, which may have the same address.</summary>
internal static class Arriving
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task GoThroughAsync(this ILocator link) => link.Page.ArriveAsync(() => link.ClickAsync());

    public static async Task ArriveAsync(this IPage page, Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame) arrived.TrySetResult();
        }
        page.FrameNavigated += Arrived;
        try
        {
            await act();
            await arrived.Task.WaitAsync(Patience);
            await LoadedAsync(page);
        }
        finally
        {
            page.FrameNavigated -= Arrived;
        }
    }

    /// <summary>Asks again and again: a load that comes between Playwright's look and its listening is missed, but found by the next look.</summary>
    private static async Task LoadedAsync(IPage page)
    {
        for (var looks = 1; ; looks++)
        {
            try
            {
                await page.WaitForLoadStateAsync(LoadState.Load, new() { Timeout = 2000 });
                return;
            }
            catch (TimeoutException) when (looks < 30)
            {
                // Not loaded yet, or missed.
            }
        }
    }
}
