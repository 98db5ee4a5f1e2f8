using Laksana.Procedures.Yaml;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Procedures;

/// <summary>Judges one row: the roles, rows, parties and fields it names, and keys that contradict one another.</summary>
internal sealed class RowChecks(SheetDraft draft, Row row, SheetVocabulary? vocabulary, FindingList findings)
{
    private Step Step => row.Step;

    public void Run()
    {
        CheckRoles();
        CheckWaits();
        CheckDecision();
        CheckContradictions();
        if (!draft.StepsComplete)
            return;
        CheckTargets();
        CheckReturns();
        CheckSecondOfficer();
        CheckPerSite();
        CheckAction();
    }

    private void CheckRoles()
    {
        NamesRole(Step.Role, row.At(Key.Role));
        NamesRole(Step.ReportsTo, row.At(Key.ReportsTo));
        if (Step.ReportsTo is { } receiver && receiver == Step.Role)
            findings.Error(row.At(Key.ReportsTo), FindingCode.ReportToSelf, receiver);
        foreach (var standIn in Step.SecondOfficer?.StandIns ?? [])
        {
            var at = row.At(Key.SecondOfficer, SheetKeys.SecondOfficer.StandIns, standIn);
            NamesRole(standIn, at);
            if (standIn == (Step.ReportsTo ?? Step.Role))
                findings.Error(at, FindingCode.SecondOfficerOwnRole, standIn);
        }

        foreach (var field in Step.Fields.Where(f => f.Personal || f.Kind == FieldKind.Document))
            foreach (var role in field.VisibleTo.Where(r => r != Step.Role))
                NamesRole(role, row.At(Key.Fields, field.Name, SheetKeys.Field.VisibleTo, role));
    }

    private void NamesRole(string? role, Place at)
    {
        if (!string.IsNullOrEmpty(role))
            draft.CheckRole(role, at, findings);
    }

    private void CheckWaits()
    {
        if (Step.Waits is { Party.Length: > 0 } wait && draft.Sheet.Parties.All(p => p.Id != wait.Party))
            findings.Unknown(row.At(Key.Waits, SheetKeys.Wait.Party), FindingCode.UnknownParty, wait.Party, draft.Sheet.Parties.Select(p => p.Id));
    }

    private void CheckDecision()
    {
        if (row.Source.Find(Key.Decision) is not { } decision)
            return;
        if (decision.Value is TextNode { IsEmpty: true } or MapNode { Entries: [] })
            findings.Error(decision.Key.Place, FindingCode.DecisionWithoutWay, row.Id);
        else if (Step.Outcomes.Count == 1)
            findings.Warn(row.At(Key.Decision), FindingCode.DecisionOneWay, Step.Outcomes[0].Name);
    }

    private void CheckContradictions()
    {
        if (Step.Next == SheetKeys.End)
            findings.Error(row.At(Key.Next), FindingCode.NextIsEnd);
        if (Step.Decides && Step.Next is not null)
            findings.Error(row.At(Key.Next), FindingCode.DecisionAndNext);
        if (Step.Decides && Step.Ends)
            findings.Error(row.At(Key.Ends), FindingCode.DecisionAndEnds);
        if (Step.Ends && Step.Next is not null)
            findings.Error(row.At(Key.Next), FindingCode.NextAndEnds);
    }

    private void CheckTargets()
    {
        if (Step.Next is { } next and not SheetKeys.End)
            NamesStep(next, row.At(Key.Next));
        foreach (var outcome in Step.Outcomes)
            if (outcome.Target is { } target)
                NamesStep(target, row.At(Key.Decision, outcome.Name));
    }

    private Row? NamesStep(string id, Place at)
    {
        var found = draft.Flow.Find(id);
        if (found is null && id.Length > 0)
            findings.Unknown(at, FindingCode.UnknownStep, id, draft.Rows.Select(r => r.Id).Where(i => i.Length > 0));
        return found;
    }

    private void CheckReturns()
    {
        foreach (var id in Step.ReturnTo)
        {
            var at = row.At(Key.ReturnTo, id);
            // The receiver of a report may send it back to its own sender; saying so is superfluous, not wrong.
            if (NamesStep(id, at) is { } target && !draft.Flow.MayLead(target, row) && !(target == row && Step.ReportsTo is not null))
                findings.Error(at, FindingCode.ReturnToLater, id, row.Id);
        }
    }

    private void CheckSecondOfficer()
    {
        foreach (var id in Step.SecondOfficer?.DifferentFrom ?? [])
        {
            var at = row.At(Key.SecondOfficer, SheetKeys.SecondOfficer.DifferentFrom, id);
            if (NamesStep(id, at) is not { } other)
                continue;
            // On a report the rule binds the receiver: he may well have to differ from the sender.
            if (other == row && Step.ReportsTo is null)
                findings.Error(at, FindingCode.SecondOfficerOwnRow, id);
            else if (other != row && !draft.Flow.MayLead(other, row) && !draft.Flow.Together(row).Contains(other))
                findings.Error(at, FindingCode.SecondOfficerLater, id, row.Id);
        }
    }

    private void CheckPerSite()
    {
        if (Step.PerSite is not { } name)
            return;
        var at = row.At(Key.PerSite);
        var lists = draft.Fields.Where(f => f.Field.Kind == FieldKind.SiteList).ToList();
        var (field, asking) = draft.Fields.FirstOrDefault(f => f.Field.Name == name);
        if (field is null)
            findings.Unknown(at, FindingCode.UnknownField, name, lists.Select(f => f.Field.Name));
        else if (field.Kind != FieldKind.SiteList)
            findings.Error(at, FindingCode.PerSiteField, name);
        else if (asking == row || !draft.Flow.MayLead(asking, row))
            findings.Error(at, FindingCode.PerSiteLater, name, asking.Id);
        if (draft.Flow.AnswersOf(row).Distinct().Count() > 1)
            findings.Error(row.At(Key.Decision), FindingCode.PerSiteDecidesAway);
    }

    private void CheckAction()
    {
        if (Step.Action is not { } action)
            return;
        if (action.Name.Length > 0 && vocabulary?.Actions is { } actions && !actions.Contains(action.Name))
            findings.Warn(row.At(Key.Action, SheetKeys.Action.Name), FindingCode.UnknownAction, action.Name);
        foreach (var (argument, text) in action.Arguments)
        {
            var at = row.At(Key.Action, argument);
            if (Placeholder.NamesIn(text) is not { } names)
                findings.Error(at, FindingCode.BadPlaceholder, text);
            else
                foreach (var name in names.Distinct().Where(n => Step.PerSite is null || n != SheetKeys.Action.Site))
                    CheckArgumentField(name, at);
        }
    }

    private void CheckArgumentField(string name, Place at)
    {
        var (field, asking) = draft.Fields.FirstOrDefault(f => f.Field.Name == name);
        if (field is null)
            findings.Unknown(at, FindingCode.UnknownField, name, draft.Fields.Select(f => f.Field.Name).Distinct());
        else if (field.Personal)
            findings.Error(at, FindingCode.ArgumentFieldPersonal, name);
        else if (!draft.Flow.MayLead(asking, row))
            findings.Warn(at, FindingCode.ArgumentFieldLater, name, asking.Id);
    }
}
