using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Laksana.Network;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Server.Tests.Pages.Network;

/// <summary>The delivered offices on a server that watches their networks by the real clock, and doors on this machine's loopback that a test opens and shuts.</summary>
public sealed class LiveNetworkServer : DemoServer
{
    protected override TimeProvider Clock => TimeProvider.System;

    internal override ServeOptions Options => base.Options with { Works = true, ProbesMayReach = [IPNetwork.Parse("127.77.0.0/16")] };

    protected override void Offer(IServiceCollection services) => services.AddSingleton(new WatchSettings
    {
        Node = "uji", Lease = TimeSpan.FromSeconds(4), LookEvery = TimeSpan.FromMilliseconds(500), MapEvery = TimeSpan.FromMilliseconds(500), FlushEvery = TimeSpan.FromMilliseconds(250), Grace = TimeSpan.FromSeconds(4),
    });

    /// <summary>Looks at a page until it holds what is awaited.</summary>
    internal static async Task<Seen> UntilAsync(Visitor visitor, string path, Func<Seen, bool> holds, int seconds = 60)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var page = await visitor.OpenAsync(path);
            if (holds(page)) return page;
            if (TimeProvider.System.GetElapsedTime(begun).TotalSeconds > seconds) throw new TimeoutException(path + " says: " + page.Main);
            await Task.Delay(300);
        }
    }

    /// <summary>Imports tables as the administrator does on the page.</summary>
    internal static async Task<Seen> ImportAsync(Visitor administrator, bool whole, params (string Kind, string Csv)[] tables)
    {
        var page = await administrator.OpenAsync("/jaringan/peta/impor");
        return await administrator.SendFormAsync(page, "form[action='/jaringan/peta/impor']", whole ? [("utuh", "ya")] : [], tables.Select(t => (t.Kind, t.Kind + ".csv", Encoding.UTF8.GetBytes(t.Csv))));
    }
}

/// <summary>A door on the loopback: open it answers, shut it refuses.</summary>
internal sealed class Door : IDisposable
{
    private TcpListener? _listener;
    private int _port;

    public Door(string address)
    {
        Address = address;
        Open();
    }

    public string Address { get; }

    public string Port => _port.ToString(CultureInfo.InvariantCulture);

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Parse(Address), _port);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    public void Shut()
    {
        _listener?.Dispose();
        _listener = null;
    }

    public void Dispose() => Shut();

    private static async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) (await listener.AcceptSocketAsync()).Dispose();
        }
        catch (Exception shut) when (shut is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // shut by the test
        }
    }
}
