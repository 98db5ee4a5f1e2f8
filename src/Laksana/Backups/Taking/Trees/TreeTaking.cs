using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>Something of a tree as it was listed. <paramref name="Path"/>: below the tree's folder, as bytes.</summary>
internal sealed record TreeItem(byte[] Path, FileStat Stat);

/// <summary>
/// A folder with everything below it: listed whole before anything is read, then read in that order with owners, permissions, times, links (also hard ones) and holes. What
/// changes or vanishes while it is read is named in the manifest.
/// </summary>
internal sealed class TreeTaking : ISourceTaking
{
    public async Task<TakenContent> TakeAsync(ArtifactWriter into, TakeContext context, CancellationToken token)
    {
        var root = Encoding.UTF8.GetBytes(context.Source.Folder!.TrimEnd('/'));
        if (FileCalls.Stat(root) is not { IsFolder: true }) throw Failure("tree.missing", mayRetry: true, null, context.Source.Folder);
        var remarks = new List<string>();
        var at = context.Clock.GetUtcNow();
        var items = List(root, context.Source.Exclude, remarks, context.Source);
        var total = items.Where(i => i.Stat.IsFile).Sum(i => i.Stat.Size);
        SpaceCheck.Require(context.Settings, context.Scratch, total);
        await context.Progress.SayAsync(Say["tree.begin", context.Source.Folder, items.Count(i => i.Stat.IsFile), Size(total)], token);
        var reading = new TreeReading(into, context, root, remarks);
        context.Progress.Follow(() => (new WorkCount(reading.Bytes, total, reading.Items, items.Count), Math.Min(0.98, reading.Bytes / (double)Math.Max(1, total))));
        foreach (var item in items) await reading.AddAsync(item, token);
        return new TakenContent(at, ["tar (pax)"], reading.Bytes) { Remarks = remarks };
    }

    private static List<TreeItem> List(byte[] root, IReadOnlyList<string> exclude, List<string> remarks, BackupSource source)
    {
        var items = new List<TreeItem>();
        void Walk(byte[] below)
        {
            List<byte[]> names;
            try
            {
                names = FileCalls.Names(Join(root, below));
            }
            catch (FileCallException error) when (error.Number == FileCallException.NoEntry)
            {
                remarks.Add(Say["remark.vanished", EntryName.Text(below)]);
                return;
            }
            catch (FileCallException error) when (error.Number == FileCallException.Denied)
            {
                throw Failure("tree.denied", mayRetry: false, error, source.Folder + "/" + EntryName.Text(below));
            }
            foreach (var name in names)
            {
                var path = below.Length == 0 ? name : [.. below, (byte)'/', .. name];
                if (IsExcluded(EntryName.Text(path), exclude) || FileCalls.Stat(Join(root, path)) is not { } stat) continue;
                if (!stat.IsFile && !stat.IsFolder && !stat.IsLink && stat.Type != FileStat.Fifo)
                {
                    remarks.Add(Say["remark.special", EntryName.Text(path)]);
                    continue;
                }
                items.Add(new TreeItem(path, stat));
                if (stat.IsFolder) Walk(path);
            }
        }
        Walk([]);
        return items;
    }

    internal static byte[] Join(byte[] root, byte[] path) => path.Length == 0 ? root : [.. root, (byte)'/', .. path];

    /// <summary>A glob without a slash is tried on the last name, one with a slash on the whole path; <c>dir/**</c> is everything below.</summary>
    private static bool IsExcluded(string path, IReadOnlyList<string> exclude) => exclude.Any(glob =>
        glob.EndsWith("/**", StringComparison.Ordinal) ? path.StartsWith(glob[..^2], StringComparison.Ordinal)
        : FileSystemName.MatchesSimpleExpression(glob, glob.Contains('/', StringComparison.Ordinal) ? path : path[(path.LastIndexOf('/') + 1)..], ignoreCase: false));
}

/// <summary>Puts the listed items into the archive.</summary>
internal sealed class TreeReading(ArtifactWriter into, TakeContext context, byte[] root, List<string> remarks)
{
    private static readonly byte[] Prefix = "dump/"u8.ToArray();

    private readonly ByteRate _rate = new(context.Source.Rate);
    private readonly Dictionary<(ulong, ulong), byte[]> _linked = [];
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public int Items { get; private set; }

    public async Task AddAsync(TreeItem item, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        Items++;
        var (stat, path) = (item.Stat, TreeTaking.Join(root, item.Path));
        var head = new TarItem((byte[])[.. Prefix, .. item.Path], TarKind.File, 0) { Mode = stat.Mode, Owner = stat.Owner, Group = stat.Group, Seconds = stat.Seconds, Nanoseconds = stat.Nanoseconds };
        try
        {
            if (stat.IsFolder) await into.AddAsync(head with { Kind = TarKind.Folder, Name = (byte[])[.. Prefix, .. item.Path, (byte)'/'] }, default(ReadOnlyMemory<byte>), token);
            else if (stat.IsLink) await into.AddAsync(head with { Kind = TarKind.SymbolicLink, Link = FileCalls.LinkTarget(path) }, default(ReadOnlyMemory<byte>), token);
            else if (stat.Type == FileStat.Fifo) await into.AddAsync(head with { Kind = TarKind.Fifo }, default(ReadOnlyMemory<byte>), token);
            else if (stat.Links > 1 && _linked.TryGetValue((stat.Device, stat.Inode), out var first))
                await into.AddAsync(head with { Kind = TarKind.HardLink, Link = (byte[])[.. Prefix, .. first] }, default(ReadOnlyMemory<byte>), token);
            else await AddFileAsync(head, item, path, token);
        }
        catch (FileCallException error) when (error.Number == FileCallException.NoEntry)
        {
            remarks.Add(Say["remark.vanished", EntryName.Text(item.Path)]);
        }
        catch (FileCallException error) when (error.Number == FileCallException.Denied)
        {
            throw Failure("tree.denied", mayRetry: false, error, context.Source.Folder + "/" + EntryName.Text(item.Path));
        }
    }

    private async Task AddFileAsync(TarItem head, TreeItem item, byte[] path, CancellationToken token)
    {
        using var file = FileCalls.Open(path);
        var stat = FileCalls.Stat(file, path);
        if (!stat.IsFile) return;
        var parts = stat.MayHaveHoles ? FileCalls.Parts(file, stat.Size) : [(0L, stat.Size)];
        var map = stat.MayHaveHoles ? Map(parts, stat.Size) : [];
        var size = map.Length + parts.Sum(p => p.Item2);
        var (part, at, mapped) = (0, 0L, 0);
        var grown = false;
        await into.AddAsync(head with
        {
            Size = size, SparseSize = stat.MayHaveHoles ? stat.Size : null, Mode = stat.Mode, Owner = stat.Owner, Group = stat.Group, Seconds = stat.Seconds, Nanoseconds = stat.Nanoseconds,
        }, async (place, cut) =>
        {
            if (mapped < map.Length)
            {
                var length = Math.Min(place.Length, map.Length - mapped);
                map.AsMemory(mapped, length).CopyTo(place);
                mapped += length;
                return length;
            }
            while (part < parts.Count && at == parts[part].Item2) (part, at) = (part + 1, 0);
            var most = (int)Math.Min(place.Length, parts[part].Item2 - at);
            var read = await RandomAccess.ReadAsync(file, place[..most], parts[part].Item1 + at, cut);
            if (read == 0)
            {
                // It became shorter; what is missing is filled up, and it is named.
                grown = true;
                place.Span[..most].Clear();
                read = most;
            }
            at += read;
            Interlocked.Add(ref _bytes, read);
            await _rate.TakeAsync(read, cut);
            return read;
        }, null, token);
        if (grown || !FileCalls.Stat(file, path).IsAsBefore(stat)) remarks.Add(Say["remark.changed", EntryName.Text(item.Path)]);
        if (stat.Links > 1) _linked[(stat.Device, stat.Inode)] = item.Path;
    }

    /// <summary>GNU's sparse format 1.0: number of parts, then offset and length of each and an empty part at the end, a line each, filled up to whole blocks.</summary>
    private static byte[] Map(List<(long Offset, long Length)> parts, long size)
    {
        if (parts.Count == 0 || parts[^1].Offset + parts[^1].Length < size) parts.Add((size, 0));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{parts.Count}\n");
        foreach (var (offset, length) in parts) text.Append(CultureInfo.InvariantCulture, $"{offset}\n{length}\n");
        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        Array.Resize(ref bytes, (bytes.Length + 511) / 512 * 512);
        return bytes;
    }
}
