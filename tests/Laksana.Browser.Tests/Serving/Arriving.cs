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
            await page.WaitForLoadStateAsync(LoadState.Load);
        }
        finally
        {
            page.FrameNavigated -= Arrived;
        }
    }
}
