namespace Laksana.Procedures;

/// <summary>Lays a sheet out as the flow table of the official form. Pure: the same sheet and language give the same table.</summary>
public static partial class FlowTable
{
    public static FlowTableLayout Layout(Procedure procedure)
    {
        var draft = new FlowTableDraft(procedure);
        var lanes = new FlowTableLanes(draft);
        lanes.Choose();
        new FlowTablePieces(draft, lanes.Lanes).Draw();
        return draft.Finish();
    }
}
