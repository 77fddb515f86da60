using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

public sealed partial class FreeAgentBooks : IChartEditor, IContactEditor
{
    /// <summary>Creates a category; for <c>Asset.Bank</c> a bank account, which payments need.</summary>
    public Task<ChartChange<ChartAccount>> CreateAccountAsync(PlatformLink link, NewAccount account, CancellationToken cancellationToken) =>
        EditorOf(link).CreateAccountAsync(account, cancellationToken);

    public Task<ChartChange<ChartItem>> CreateCustomerAsync(PlatformLink link, string name, CancellationToken cancellationToken) =>
        EditorOf(link).CreateContactAsync(name, cancellationToken);

    /// <summary>A contact, as a customer is: which of both it is shows in what it is used for.</summary>
    public Task<ChartChange<ChartItem>> CreateSupplierAsync(PlatformLink link, string name, CancellationToken cancellationToken) =>
        EditorOf(link).CreateContactAsync(name, cancellationToken);

    private FreeAgentEditor EditorOf(PlatformLink link) => new(calls, charts, link.Connection);
}
