using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>What a merchant has chosen so far, right or wrong; it counts once it is applied.</summary>
internal sealed record FlowDraft
{
    public required SyncConfiguration Configuration { get; init; }

    /// <summary>The stages that were gone through without fault, by name.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    public FlowDraft With(string stage, bool isDone) =>
        this with { Done = isDone ? [.. Done.Where(one => one != stage), stage] : [.. Done.Where(one => one != stage)] };
}
