using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.PlainText;

public sealed partial class PlainTextBooks
{
    /// <summary>Creates an account; under <c>liabilities:tax payable</c> it is a tax rate too.</summary>
    /// <param name="link">The books.</param>
    /// <param name="account">
    /// Its name has two or more parts separated by colons, such as <c>income:sales:Food</c>, and is also its id; a name of one part goes below the account that its classification says.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">The books can't be read or written at the moment.</exception>
    public Task<ChartChange<ChartAccount>> CreateAccountAsync(PlatformLink link, NewAccount account, CancellationToken cancellationToken)
    {
        var name = AccountName.Of(account);
        return AccountName.Refusal(name, account.Classification) is { } refusal
            ? Task.FromResult<ChartChange<ChartAccount>>(new ChartChange<ChartAccount>.Refused(refusal))
            : ChangeAsync(link, chart => chart.ByName.GetValueOrDefault(name) switch
            {
                null => new ChartAccount(name, name, NominalCode: null, account.Classification),
                { IsActive: false } => $"The account '{name}' is there, but archived.",
                var other when other.Classification != account.Classification => $"The account '{name}' is there already, as {other.Classification}.",
                var other => other,
            }, cancellationToken);
    }

    /// <summary>Refuses the account to new documents; what is in the books stays.</summary>
    /// <inheritdoc cref="CreateAccountAsync"/>
    public Task<ChartChange<ChartAccount>> ArchiveAccountAsync(PlatformLink link, string name, CancellationToken cancellationToken) =>
        SetActiveAsync(link, name, isActive: false, cancellationToken);

    /// <summary>Opens an archived account to new documents again.</summary>
    /// <inheritdoc cref="CreateAccountAsync"/>
    public Task<ChartChange<ChartAccount>> RestoreAccountAsync(PlatformLink link, string name, CancellationToken cancellationToken) =>
        SetActiveAsync(link, name, isActive: true, cancellationToken);

    /// <summary>Closes the books up to and with a day; null opens them all. When it returns, no document is on its way onto a closed day.</summary>
    /// <exception cref="PlatformUnavailableException">The books can't be read or written at the moment.</exception>
    public Task SetClosedUpToAsync(PlatformLink link, LocalDate? day, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await FolderOf(link).ChangeChartAsync(chart => chart.ClosedUpTo == day ? chart : chart with { ClosedUpTo = day }, cancellationToken);
        return day;
    });

    private Task<ChartChange<ChartAccount>> SetActiveAsync(PlatformLink link, string name, bool isActive, CancellationToken cancellationToken) =>
        ChangeAsync(
            link,
            chart => chart.ByName.GetValueOrDefault(name) is { } account ? account with { IsActive = isActive } : $"The books have no account '{name}'.",
            cancellationToken);

    private Task<ChartChange<ChartAccount>> ChangeAsync(PlatformLink link, Func<BooksChart, AccountOrRefusal> change, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        ChartChange<ChartAccount> outcome = new ChartChange<ChartAccount>.Refused("");
        await FolderOf(link).ChangeChartAsync(
            chart =>
            {
                var (account, refusal) = change(chart);
                outcome = account is null ? new ChartChange<ChartAccount>.Refused(refusal) : new ChartChange<ChartAccount>.Done(account);
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
