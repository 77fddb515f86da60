using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>Makes something in the merchant's books to choose at once.</summary>
/// <param name="name">What the merchant will know it by.</param>
/// <param name="cancellationToken">Cancels the call.</param>
public delegate Task<MadeEntry> MakeEntry(string name, CancellationToken cancellationToken);

/// <summary>What became of it: the id of what is there now, or why it can't be.</summary>
public readonly record struct MadeEntry(string? Id, string? Refusal);

/// <summary>What can be made in the books of a company that is connected.</summary>
internal sealed class BooksEditor(IAccountingPlatform? platform, PlatformLink link, ChartMemory charts)
{
    /// <summary>Makes accounts of a classification; null where the platform can't.</summary>
    public MakeEntry? Accounts(string classification) => platform is IChartEditor editor
        ? async (name, cancellationToken) => Of(await editor.CreateAccountAsync(link, new NewAccount(name, classification), cancellationToken), account => account.Id)
        : null;

    /// <summary>Makes customers; null where the platform can't.</summary>
    public MakeEntry? Customers => platform is IContactEditor editor
        ? async (name, cancellationToken) => Of(await editor.CreateCustomerAsync(link, name, cancellationToken), customer => customer.Id)
        : null;

    /// <summary>Makes suppliers; null where the platform can't.</summary>
    public MakeEntry? Suppliers => platform is IContactEditor editor
        ? async (name, cancellationToken) => Of(await editor.CreateSupplierAsync(link, name, cancellationToken), supplier => supplier.Id)
        : null;

    private MadeEntry Of<T>(ChartChange<T> change, Func<T, string> idOf)
    {
        charts.Forget(link.Connection);
        return change switch
        {
            ChartChange<T>.Done { Entry: var entry } => new(idOf(entry), null),
            ChartChange<T>.Refused { Message: var message } => new(null, message),
            _ => throw new InvalidOperationException("A change of the chart is done or refused."),
        };
    }
}
