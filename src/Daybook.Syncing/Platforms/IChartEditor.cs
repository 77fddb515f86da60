namespace Daybook.Syncing;

/// <summary>A platform whose chart of accounts can be added to from here.</summary>
public interface IChartEditor : IAccountingPlatform
{
    /// <summary>Creates an account. One of that name and classification that is there already is answered as if it were new.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<ChartChange<ChartAccount>> CreateAccountAsync(PlatformLink link, NewAccount account, CancellationToken cancellationToken);
}

/// <summary>A platform where customers and suppliers can be added from here.</summary>
public interface IContactEditor : IAccountingPlatform
{
    /// <summary>Creates a customer that sales may be written to. One of that name that is there already is answered as if it were new.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<ChartChange<ChartItem>> CreateCustomerAsync(PlatformLink link, string name, CancellationToken cancellationToken);

    /// <summary>Creates a supplier that fees may be billed by. One of that name that is there already is answered as if it were new.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<ChartChange<ChartItem>> CreateSupplierAsync(PlatformLink link, string name, CancellationToken cancellationToken);
}

/// <summary>An account that is wished for.</summary>
/// <param name="Name">What the merchant will know it by.</param>
/// <param name="Classification">Asset, Liability, Equity, Income or Expense, with what is to be said beyond that after a dot, such as <c>Asset.Bank</c>: payments may go through it.</param>
public sealed record NewAccount(string Name, string Classification)
{
    /// <summary>Its code; null: the platform gives one, where it needs one.</summary>
    public string? NominalCode { get; init; }
}

/// <summary>What became of a wish to change the chart.</summary>
public abstract record ChartChange<TEntry>
{
    private ChartChange()
    {
    }

    /// <summary>It is as wished, now or already before.</summary>
    /// <param name="Entry">What is there now.</param>
    public sealed record Done(TEntry Entry) : ChartChange<TEntry>;

    /// <summary>It can't be.</summary>
    /// <param name="Message">Why, in words for the merchant.</param>
    public sealed record Refused(string Message) : ChartChange<TEntry>;
}
