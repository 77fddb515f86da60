using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>What a merchant has chosen so far, right or wrong; it counts once it is applied.</summary>
internal sealed record FlowDraft
{
    public required SyncConfiguration Configuration { get; init; }

    /// <summary>What was stored when the merchant began to choose.</summary>
    public SyncConfiguration? Start { get; init; }

    /// <summary>The stages that were gone through without fault, by name.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>The same over what is stored now, where that was changed elsewhere meanwhile.</summary>
    public FlowDraft Over(SyncConfiguration current) => Start is null || ConfigurationStore.ToText(Start) == ConfigurationStore.ToText(current)
        ? this
        : this with { Configuration = DraftMerge.Of(Start, Configuration, current), Start = current };

    public FlowDraft With(string stage, bool isDone) =>
        this with { Done = isDone ? [.. Done.Where(one => one != stage), stage] : [.. Done.Where(one => one != stage)] };
}
