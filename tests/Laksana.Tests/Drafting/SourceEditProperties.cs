using FsCheck;
using FsCheck.Fluent;
using Laksana.Drafting;
using Laksana.Procedures;
using Xunit;
using Header = Laksana.Procedures.SheetKeys.Header;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Tests.Drafting;

/// <summary>Whatever is edited in a real sheet: the text then says just that, and every other row is the same to the byte.</summary>
public sealed class SourceEditProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
    private static readonly string[] Files = [.. Directory.GetFiles(Repository.Path("procedures"), "*.yaml", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) is not ("office.yaml" or "calendar.yaml" or "demo.yaml")).Order(StringComparer.Ordinal)];

    private static readonly string[] Words =
    [
        "Memeriksa perangkat", "5 menit", "a: b", "# bukan komentar", "\"kutip\" dan 'petik'", "- garis", "[kurung]", "{kurawal}, koma", "null", "~", "ya", "1", "2026-01-01", "titik dua:",
        "banyak\nbaris\n  menjorok", "pakai \\ garis miring", "%persen", "@at", "“miring”", "é ü 漢", "*bintang", "&dan", "!seru", "| pipa", "> panah", "?", ":", "-", "--- x", "x #y", "tab\tdi sini", "emoji 🙂",
    ];

    [Fact]
    public void there_are_twelve_sheets_or_more() => Assert.True(Files.Length >= 12);

    [Fact]
    public void every_real_sheet_reads_as_a_table_and_stays_when_nothing_is_edited()
    {
        foreach (var file in Files)
        {
            var text = File.ReadAllText(file);
            var sheet = DraftSheet.Read(text);
            Assert.True(sheet is not null, file);
            Assert.Equal(DraftSheet.Normal(text), sheet.With(sheet.Map)!.Text);
            foreach (var row in sheet.Rows)
                Assert.Same(sheet.Text, RowEdits.Change(sheet, row.Id, RowForm.Of(sheet, row)).Sheet!.Text);
            Assert.Equal(sheet.Text, HeaderForm.Of(sheet).ApplyTo(sheet).Sheet!.Text);
            Assert.Equal(sheet.Text, RoleForm.Of(sheet).ApplyTo(sheet).Sheet!.Text);
        }
    }

    [Fact]
    public void an_edit_of_a_row_leaves_every_other_row_and_the_head_to_the_byte() => Check.One(Many, Prop.ForAll(Seeds, seed =>
    {
        var (random, sheet) = Begin(seed);
        var row = sheet.Rows[random.Next(sheet.Rows.Count)];
        var form = Scrambled(random, RowForm.Of(sheet, row), sheet);
        var changed = RowEdits.Change(sheet, row.Id, form).Sheet;
        Assert.NotNull(changed);
        Untouched(sheet, changed, row.Id);
        Assert.Equal(Tidy(form), Tidy(RowForm.Of(changed, changed.Row(row.Id)!)));
        // What the editor does not show stays.
        foreach (var key in new[] { Key.Id, Key.Action, Key.SourceText, Key.Added, Key.Fields })
            Assert.True(row.Map[key] is null ? changed.Row(row.Id)!.Map[key] is null : row.Map[key]!.Says(changed.Row(row.Id)!.Map[key]), key);
        ReadsLikewise(changed);
    }));

    [Fact]
    public void a_field_is_added_changed_moved_and_deleted_without_touching_the_others() => Check.One(Many, Prop.ForAll(Seeds, seed =>
    {
        var (random, sheet) = Begin(seed);
        var row = sheet.Rows[random.Next(sheet.Rows.Count)];
        var names = row.Fields.Keys.ToList();
        var name = names.Count > 0 && random.Next(3) > 0 ? names[random.Next(names.Count)] : null;
        var form = new FieldForm
        {
            Label = Word(random).ReplaceLineEndings(" "), Kind = random.Next(2) == 0 ? "pilihan" : "teks", Required = random.Next(2) == 0, Hint = random.Next(2) == 0 ? Word(random).ReplaceLineEndings(" ") : "",
            Choices = ["satu, dua", "tiga: empat", Word(random).ReplaceLineEndings(" ")], Personal = random.Next(2) == 0, VisibleTo = [sheet.Roles[0].Id], Place = random.Next(1, names.Count + 2),
        };
        var changed = FieldForm.Save(sheet, row.Id, name, form).Sheet;
        Assert.NotNull(changed);
        Untouched(sheet, changed, row.Id);
        var saved = changed.Row(row.Id)!.Fields;
        var added = name ?? saved.Keys.Except(names).Single();
        Assert.Equal(form.Label.Trim(), FieldForm.Of(changed.Row(row.Id)!, added)!.Label);
        foreach (var other in names.Where(n => n != added)) Assert.True(row.Fields[other]!.Says(saved[other]));
        Assert.Equal(names.Where(n => n != added), saved.Keys.Where(n => n != added));
        if (name is null) Assert.Equal(sheet.Map.Says(changed.Map), FieldForm.Delete(changed, row.Id, added).Sheet!.Map.Says(changed.Map));
        ReadsLikewise(changed);
    }));

    [Fact]
    public void a_row_added_moved_or_deleted_leaves_the_others_to_the_byte() => Check.One(Many, Prop.ForAll(Seeds, seed =>
    {
        var (random, sheet) = Begin(seed);
        var row = sheet.Rows[random.Next(sheet.Rows.Count)];
        var answers = row.Map.Map(Key.Decision).Keys.ToList();
        var added = RowEdits.Add(sheet, row.Id, Word(random).ReplaceLineEndings(" ") + " x", sheet.Roles[0].Id, answers.Count > 0 ? answers[0] : null).Sheet!;
        Assert.Equal(sheet.Rows.Count + 1, added.Rows.Count);
        Untouched(sheet, added, row.Id, added.Rows[row.Index + 1].Id);
        var up = random.Next(2) == 0;
        var moved = RowEdits.Move(sheet, row.Id, up).Sheet!;
        Untouched(sheet, moved);
        Assert.Equal(sheet.Text.Split('\n').Order(StringComparer.Ordinal), moved.Text.Split('\n').Order(StringComparer.Ordinal));
        if (moved.Rows[row.Index].Id != row.Id) Assert.Equal(sheet.Text, RowEdits.Move(moved, row.Id, !up).Sheet!.Text);
        var instead = sheet.Rows[(row.Index + 1) % sheet.Rows.Count].Id;
        var affected = References.WaysTo(sheet, row.Id).Concat(References.MentionsOf(sheet, row.Id)).Select(r => r.Id).ToList();
        if (RowEdits.Delete(sheet, row.Id, instead).Sheet is { } deleted)
        {
            Untouched(sheet, deleted, [row.Id, .. affected]);
            Assert.DoesNotContain(deleted.Rows, r => r.Id == row.Id);
            Assert.Empty(References.WaysTo(deleted, row.Id).Concat(References.MentionsOf(deleted, row.Id)));
        }
    }));

    [Fact]
    public void boxes_and_columns_are_edited_without_touching_a_row() => Check.One(Many, Prop.ForAll(Seeds, seed =>
    {
        var (random, sheet) = Begin(seed);
        var values = new Dictionary<string, string>(HeaderForm.Of(sheet).Values, StringComparer.Ordinal);
        foreach (var path in HeaderForm.All.Where(p => p != Header.Title && random.Next(3) == 0))
            values[path] = random.Next(4) == 0 ? "" : HeaderForm.Lists.Contains(path) || HeaderForm.ServiceLists.Contains(path) ? values[path] + "\n" + Word(random) : Word(random).ReplaceLineEndings(" ");
        var headed = new HeaderForm(values).ApplyTo(sheet).Sheet;
        Assert.NotNull(headed);
        Untouched(sheet, headed);
        var roles = RoleForm.Of(sheet);
        var columned = (roles with { Roles = [new RoleLine(null, Word(random).ReplaceLineEndings(" ") + " baru"), .. roles.Roles.Reverse()], Parties = [.. roles.Parties, new RoleLine(null, "Pihak: uji", Limit: "2 hari kerja")] }).ApplyTo(sheet).Sheet;
        Assert.NotNull(columned);
        foreach (var (was, now) in sheet.Rows.Zip(columned.Rows)) Assert.Equal(sheet.SourceOf(was), columned.SourceOf(now));
        Assert.Equal(sheet.Roles.Count + 1, columned.Roles.Count);
    }));

    private static (Random Random, DraftSheet Sheet) Begin(int seed)
    {
        var random = new Random(seed);
        return (random, DraftSheet.Read(File.ReadAllText(Files[random.Next(Files.Length)]))!);
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static RowForm Scrambled(Random random, RowForm form, DraftSheet sheet)
    {
        string Id() => sheet.Rows[random.Next(sheet.Rows.Count)].Id;
        bool Now() => random.Next(3) == 0;
        if (Now()) form = form with { Activity = Word(random) };
        if (Now()) form = form with { Role = sheet.Roles[random.Next(sheet.Roles.Count)].Id };
        if (Now()) form = form with { Requirements = random.Next(3) == 0 ? [] : [.. form.Requirements.Skip(random.Next(2)), Word(random)] };
        if (Now()) form = form with { Time = random.Next(2) == 0 ? "" : "15 menit" };
        if (Now()) form = form with { Outputs = [Word(random), .. form.Outputs] };
        if (Now()) form = form with { Remark = Word(random) };
        if (Now()) form = form with { ReportsTo = random.Next(2) == 0 ? "" : sheet.Roles[0].Id };
        if (Now()) form = form with { ReturnTo = [.. new[] { Id(), Id() }.Distinct()] };
        if (Now()) form = form with { Party = "penyedia", WaitsWhenNeeded = random.Next(2) == 0 };
        if (Now()) form = form with { DifferentFrom = random.Next(2) == 0 ? [] : [Id()], StandIns = [] };
        return random.Next(5) switch
        {
            0 => form with { Way = WayOn.Named, Next = Id() },
            1 => form with { Way = WayOn.End },
            2 => form with { Way = WayOn.Decision, Answers = [new("ya", Id()), new(Word(random).ReplaceLineEndings(" ") + "?", "selesai"), .. form.Answers.Where(a => a.Name != "ya").Take(1)] },
            3 => form with { Way = WayOn.Following },
            _ => form,
        };
    }

    /// <summary>What a form says, as far as it is written: spaces around a text are not, nor what another choice makes meaningless.</summary>
    private static string Tidy(RowForm f) => string.Join("|", [f.Activity.Trim(), f.Role, f.Time, f.Remark.Trim(), f.ReportsTo, f.Party, f.Party.Length > 0 && f.WaitsWhenNeeded, f.Way, f.Way == WayOn.Named ? f.Next : "", f.PerSite,
        string.Join(",", f.Way == WayOn.Decision ? f.Answers.Select(a => a.Name.Trim() + ">" + a.Target) : []), string.Join(",", f.Requirements.Select(r => r.Trim())), string.Join(",", f.Outputs.Select(r => r.Trim())),
        string.Join(",", f.ReturnTo), string.Join(",", f.DifferentFrom), string.Join(",", f.StandIns)]);

    private static void Untouched(DraftSheet was, DraftSheet now, params IReadOnlyCollection<string> but)
    {
        foreach (var row in was.Rows.Where(r => !but.Contains(r.Id)))
            Assert.Equal(was.SourceOf(row), now.SourceOf(now.Row(row.Id)!));
        if (but.Count == 0) return;
        foreach (var (key, value) in was.Map.Entries.Where(e => e.Key != Header.Steps)) Assert.True(value.Says(now.Map[key]), key);
    }

    /// <summary>The linter's own reader takes the text for YAML and sees the same rows.</summary>
    private static void ReadsLikewise(DraftSheet sheet)
    {
        var reading = SheetReader.Read(sheet.Text, "draf.yaml");
        Assert.DoesNotContain(reading.Findings, f => f.Code.StartsWith("syntax", StringComparison.Ordinal) || f.Code is FindingCode.DuplicateKey or FindingCode.UnknownKey or FindingCode.DuplicateStep or FindingCode.BadKey);
        if (reading.Procedure is { } read) Assert.Equal(sheet.Rows.Select(r => r.Activity), read.Steps.Select(s => s.Activity));
    }
}
