using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.PlainText;

public sealed partial class PlainTextBooks
{
    /// <summary>Creates an account; under <c>liabilities:tax payable</c> it is a tax rate too. Creating one that is there already changes nothing.</summary>
    /// <param name="link">The books.</param>
    /// <param name="name">Two or more parts separated by colons, such as <c>income:sales:Food</c>; it is also the account's id.</param>
    /// <param name="classification">Asset, Liability, Equity, Income or Expense, as the first part of the name says, with what is to be said beyond that after a dot.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">The books can't be read or written at the moment.</exception>
    public Task<ChartChange> CreateAccountAsync(PlatformLink link, string name, string classification, CancellationToken cancellationToken) =>
        AccountName.Refusal(name, classification) is { } refusal
            ? Task.FromResult<ChartChange>(new ChartChange.Refused(refusal))
            : ChangeAsync(link, chart => chart.ByName.GetValueOrDefault(name) switch
            {
                null => new ChartAccount(name, name, NominalCode: null, classification),
                { IsActive: false } => $"The account '{name}' is there, but archived.",
                var account when account.Classification != classification => $"The account '{name}' is there already, as {account.Classification}.",
                var account => account,
            }, cancellationToken);

    /// <summary>Refuses the account to new documents; what is in the books stays.</summary>
    /// <inheritdoc cref="CreateAccountAsync"/>
    public Task<ChartChange> ArchiveAccountAsync(PlatformLink link, string name, CancellationToken cancellationToken) =>
        SetActiveAsync(link, name, isActive: false, cancellationToken);

    /// <summary>Opens an archived account to new documents again.</summary>
    /// <inheritdoc cref="CreateAccountAsync"/>
    public Task<ChartChange> RestoreAccountAsync(PlatformLink link, string name, CancellationToken cancellationToken) =>
        SetActiveAsync(link, name, isActive: true, cancellationToken);

    /// <summary>Closes the books up to and with a day; null opens them all. When it returns, no document is on its way onto a closed day.</summary>
    /// <exception cref="PlatformUnavailableException">The books can't be read or written at the moment.</exception>
    public Task SetClosedUpToAsync(PlatformLink link, LocalDate? day, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await FolderOf(link).ChangeChartAsync(chart => chart.ClosedUpTo == day ? chart : chart with { ClosedUpTo = day }, cancellationToken);
        return day;
    });

    private Task<ChartChange> SetActiveAsync(PlatformLink link, string name, bool isActive, CancellationToken cancellationToken) =>
        ChangeAsync(
            link,
            chart => chart.ByName.GetValueOrDefault(name) is { } account ? account with { IsActive = isActive } : $"The books have no account '{name}'.",
            cancellationToken);

    private Task<ChartChange> ChangeAsync(PlatformLink link, Func<BooksChart, AccountOrRefusal> change, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        ChartChange outcome = new ChartChange.Refused("");
        await FolderOf(link).ChangeChartAsync(
            chart =>
            {
                var (account, refusal) = change(chart);
                outcome = account is null ? new ChartChange.Refused(refusal) : new ChartChange.Done(account);
                return account is null || account == chart.ByName.GetValueOrDefault(account.Id) ? chart : chart.With(account);
            },
            cancellationToken);
        return outcome;
    });

    private readonly record struct AccountOrRefusal(ChartAccount? Account, string Refusal)
    {
        public static implicit operator AccountOrRefusal(ChartAccount account) => new(account, "");

        public static implicit operator AccountOrRefusal(string refusal) => new(null, refusal);
    }
}
