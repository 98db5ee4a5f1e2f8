using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Backups;

/// <summary>Something that happened to a file in a watched folder. <paramref name="Closed"/>: whoever wrote it has finished; otherwise it has just appeared.</summary>
internal readonly record struct FolderEvent(string Name, bool Closed);

/// <summary>
/// Tells which files appear in a folder and, what .NET's own watcher does not tell, when their writer closes them (inotify). Only for writers on this machine. When so
/// much happens that the system forgets some of it, that is not told: whoever listens looks into the folder at the end.
/// </summary>
internal sealed partial class FolderWatch : IDisposable
{
    private const int CloseOnExec = 0x80000, Readable = 1, Patience = 100;
    private const int CloseWrite = 0x8, Create = 0x100;

    private readonly SafeFileHandle _handle;
    private readonly Channel<FolderEvent> _events = Channel.CreateUnbounded<FolderEvent>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Thread _thread;
    private volatile bool _ended;

    /// <exception cref="IOException">The system gives no watch, or the folder is not there.</exception>
    public FolderWatch(string folder)
    {
        _handle = new SafeFileHandle(inotify_init1(CloseOnExec), ownsHandle: true);
        if (_handle.IsInvalid || inotify_add_watch((int)_handle.DangerousGetHandle(), folder, CloseWrite | Create) < 0)
        {
            _handle.Dispose();
            throw new IOException($"{folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
        _thread = new Thread(Listen, maxStackSize: 128 * 1024) { IsBackground = true, Name = "folder watch" };
        _thread.Start();
    }

    public ChannelReader<FolderEvent> Events => _events.Reader;

    /// <summary>Ends the events, after those that have happened so far.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        _thread.Join();
        _handle.Dispose();
    }

    private unsafe void Listen()
    {
        var number = (int)_handle.DangerousGetHandle();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            // Asked before it is looked: what happened before the end is still told.
            var last = _ended;
            var asked = new PollAsked { Handle = number, Events = Readable };
            if (poll(ref asked, 1, last ? 0 : Patience) > 0)
            {
                nint length;
                fixed (byte* into = buffer) length = read(number, into, (nuint)buffer.Length);
                if (length > 0) Tell(buffer.AsSpan(0, (int)length));
            }
            else if (last)
            {
                break;
            }
        }
        _events.Writer.Complete();
    }

    private void Tell(ReadOnlySpan<byte> happened)
    {
        while (happened.Length >= 16)
        {
            var mask = BinaryPrimitives.ReadInt32LittleEndian(happened[4..]);
            var size = BinaryPrimitives.ReadInt32LittleEndian(happened[12..]);
            var name = happened.Slice(16, size);
            if ((mask & (CloseWrite | Create)) != 0) _events.Writer.TryWrite(new FolderEvent(Encoding.UTF8.GetString(name.TrimEnd((byte)0)), (mask & CloseWrite) != 0));
            happened = happened[(16 + size)..];
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollAsked
    {
        public int Handle;
        public short Events;
        public short Happened;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(int handle, string path, uint mask);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollAsked asked, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint read(int handle, byte* buffer, nuint length);
}
