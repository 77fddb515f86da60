using Daybook.Storage;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>Keeps drafts: a merchant may come back tomorrow.</summary>
internal sealed class FlowDrafts(SettingStore settings)
{
    private const string Setting = "flow-draft";

    public Task<FlowDraft?> FindAsync(Guid company, CancellationToken cancellationToken) =>
        settings.FindAsync<FlowDraft>(Setting, company.ToString(), cancellationToken);

    /// <summary>Changes what is kept now: of two tabs each changes its own stage.</summary>
    public Task<FlowDraft> ChangeAsync(Guid company, FlowDraft first, Func<FlowDraft, FlowDraft> change, CancellationToken cancellationToken) =>
        settings.ChangeAsync<FlowDraft>(Setting, company.ToString(), kept => change(kept ?? first), cancellationToken);

    public Task ForgetAsync(Guid company, CancellationToken cancellationToken) => settings.ForgetAsync(Setting, company.ToString(), cancellationToken);
}
