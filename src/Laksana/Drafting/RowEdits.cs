using Laksana.Drafting.Source;
using Laksana.Procedures;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Drafting;

/// <summary>Edits of a draft's rows.</summary>
public static class RowEdits
{
    /// <summary>Changes a row to what was filled in.</summary>
    public static SheetEdit Change(DraftSheet sheet, string row, RowForm form)
    {
        if (sheet.Row(row) is not { } there)
            return SheetEdit.Refuse("edit.row-gone");
        if (form.Answers.GroupBy(a => a.Name).Any(g => g.Count() > 1))
            return SheetEdit.Refuse("edit.answer-twice");
        var rows = sheet.Rows.Select(r => r.Map).ToList();
        rows[there.Index] = form.ApplyTo(sheet, there);
        if (form.WithRowAbove != RowForm.Of(sheet, there).WithRowAbove)
            Join(sheet, rows, there.Index, form.WithRowAbove);
        return SheetEdit.Of(sheet.WithRows(rows));
    }

    /// <summary>
    /// Adds a row below another, on its way: what came after that row comes after the new one. Below a decision it takes the place of one answer's target.
    /// </summary>
    /// <param name="after">The row above; null: the new row is the first.</param>
    /// <param name="answer">Which answer of a decision leads to the new row.</param>
    public static SheetEdit Add(DraftSheet sheet, string? after, string activity, string role, string? answer = null)
    {
        if (string.IsNullOrWhiteSpace(activity))
            return SheetEdit.Refuse("edit.activity-needed");
        if (sheet.Row(after) is null && after is not null)
            return SheetEdit.Refuse("edit.row-gone");
        var rows = sheet.Rows.Select(r => r.Map).ToList();
        var id = WordIds.Of(activity, sheet.Rows.Select(r => r.Id), "langkah");
        var added = new YamlMap([new(Key.Id, id), new(Key.Activity, activity.Trim()), new(Key.Role, role)]);
        if (sheet.Row(after) is { } above)
            (rows[above.Index], added) = OnTheWay(above.Map, added, id, answer);
        rows.Insert(sheet.Row(after) is { } place ? place.Index + 1 : 0, added);
        return SheetEdit.Of(sheet.WithRows(rows));
    }

    /// <summary>Moves a row one place; the ways that name rows stay as they are.</summary>
    public static SheetEdit Move(DraftSheet sheet, string row, bool up)
    {
        if (sheet.Row(row) is not { } there)
            return SheetEdit.Refuse("edit.row-gone");
        var to = there.Index + (up ? -1 : 1);
        if (to < 0 || to >= sheet.Rows.Count)
            return SheetEdit.Of(sheet);
        var rows = sheet.Rows.Select(r => r.Map).ToList();
        (rows[there.Index], rows[to]) = (rows[to], rows[there.Index]);
        return SheetEdit.Of(sheet.WithRows(rows));
    }

    /// <summary>Takes a row away. Ways that lead to it lead to <paramref name="instead"/>; where it is named for correction or as a second officer's row, it no longer is.</summary>
    /// <param name="instead">A row's id, or <c>selesai</c>; needed when a way leads to the row.</param>
    public static SheetEdit Delete(DraftSheet sheet, string row, string? instead)
    {
        if (sheet.Row(row) is not { } there)
            return SheetEdit.Refuse("edit.row-gone");
        if (sheet.Rows.Count == 1)
            return SheetEdit.Refuse("edit.last-row");
        foreach (var (field, _) in there.Fields.Entries)
            if (References.ToField(sheet, field, except: there).FirstOrDefault() is { } use)
                return SheetEdit.Refuse("edit.field-used", FieldForm.Of(there, field)!.Label, use);
        var leads = References.WaysTo(sheet, row).Any(w => w.Id != row);
        if (leads && (instead == row || instead != SheetKeys.End && sheet.Row(instead) is null))
            return SheetEdit.Refuse("edit.way-needed", there.Name);
        return SheetEdit.Of(sheet.WithRows(sheet.Rows.Where(r => r.Id != row).Select(r => Redirected(r.Map, row, instead))));
    }

    private static YamlMap Redirected(YamlMap map, string gone, string? instead)
    {
        if (map.Text(Key.Next) == gone)
            map = instead == SheetKeys.End ? map.With(Key.Next, null).With(Key.Ends, SheetKeys.Yes, Key.All) : map.With(Key.Next, instead!);
        if (map[Key.Decision] is YamlMap answers && answers.Entries.Any(e => e.Value.Says(gone)))
            map = map.With(Key.Decision, answers with { Entries = [.. answers.Entries.Select(e => e.Value.Says(gone) ? new(e.Key, instead!) : e)] });
        if (map.Texts(Key.ReturnTo).Contains(gone))
            map = map.WithTexts(Key.ReturnTo, [.. map.Texts(Key.ReturnTo).Where(r => r != gone)]);
        if (map[Key.SecondOfficer] is YamlMap second && second.Texts(SheetKeys.SecondOfficer.DifferentFrom).Contains(gone))
        {
            var rest = second.Texts(SheetKeys.SecondOfficer.DifferentFrom).Where(r => r != gone).ToList();
            map = map.With(Key.SecondOfficer, rest.Count == 0 ? null : second.WithTexts(SheetKeys.SecondOfficer.DifferentFrom, rest));
        }

        return map;
    }

    private static (YamlMap Above, YamlMap Added) OnTheWay(YamlMap above, YamlMap added, string id, string? answer)
    {
        if (above[Key.Decision] is YamlMap { Entries.Count: > 0 } answers)
        {
            if (answer is null || answers[answer] is not YamlText target)
                return (above, added);
            added = target.Text == SheetKeys.End ? added.With(Key.Ends, SheetKeys.Yes) : added.With(Key.Next, target);
            return (above.With(Key.Decision, answers.With(answer, id)), added);
        }

        foreach (var way in new[] { Key.Next, Key.Ends })
            if (above[way] is { } value)
                (above, added) = (above.With(way, null), added.With(way, value));
        return (above, added);
    }

    /// <summary>Rows done together carry one name, which the program gives them.</summary>
    private static void Join(DraftSheet sheet, List<YamlMap> rows, int index, bool together)
    {
        var group = rows[index].Text(Key.Parallel);
        if (together && index > 0)
        {
            var above = rows[index - 1].Text(Key.Parallel);
            if (above.Length == 0)
                above = WordIds.Of(rows[index - 1].Text(Key.Activity), rows.Select(r => r.Text(Key.Parallel)), "bersama");
            (rows[index - 1], rows[index]) = (rows[index - 1].With(Key.Parallel, above, Key.All), rows[index].With(Key.Parallel, above, Key.All));
            return;
        }

        rows[index] = rows[index].With(Key.Parallel, null);
        var rest = sheet.Rows.Where(r => r.Index != index && rows[r.Index].Text(Key.Parallel) == group).ToList();
        if (rest is [var alone])
            rows[alone.Index] = rows[alone.Index].With(Key.Parallel, null);
    }
}
