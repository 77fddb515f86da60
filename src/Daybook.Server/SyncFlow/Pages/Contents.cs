using Daybook.Server.SyncFlow.Overview;
using Daybook.Server.SyncFlow.Stages;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Pages;

/// <param name="Faulty">The stages where something is wrong or missing.</param>
/// <param name="Preview">Null while there are any.</param>
internal sealed record ReviewContent(IReadOnlyList<Stage> Faulty, FlowPreview? Preview);

/// <param name="Overview">How the sync stands.</param>
/// <param name="Problems">What keeps the next sync from running.</param>
/// <param name="IsNew">Whether the merchant has just finished.</param>
internal sealed record OverviewContent(FlowOverview Overview, IReadOnlyList<string> Problems, bool IsNew);

/// <param name="Sync">The sync.</param>
/// <param name="Documents">What it wrote, or was to write.</param>
internal sealed record SyncContent(Sync Sync, IReadOnlyList<StoredDocument> Documents);

/// <param name="Stored">The document.</param>
/// <param name="Records">The first of the records behind it.</param>
/// <param name="Count">How many there are.</param>
internal sealed record DocumentContent(StoredDocument Stored, IReadOnlyList<RecordStanding> Records, int Count);
