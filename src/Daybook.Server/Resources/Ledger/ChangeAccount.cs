using Daybook.Platforms.PlainText;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Wire;

namespace Daybook.Server.Resources.Ledger;

internal static class ChangeAccount
{
    /// <summary>Archives an account (new documents that name it are refused) or restores it.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId, string connectionId, string accountId, HttpContext context, Registry registry, PlainTextBooks books, CancellationToken cancellationToken)
    {
        var (link, fault) = await LedgerTarget.FindAsync(companyId, connectionId, registry, books, cancellationToken);
        if (link is null)
        {
            return fault!;
        }

        var chart = await books.ReadChartAsync(link, cancellationToken);
        if (!chart.Accounts.Any(account => account.Id == accountId))
        {
            return Fault.NotFound($"The ledger has no account '{accountId}'.");
        }

        var (change, wrong) = await JsonBody.ReadAsync<LedgerAccountChange>(context);
        return wrong is not null ? wrong
            : change?.IsActive is not { } isActive ? Fault.Invalid("isActive: must be true or false.")
            : LedgerTarget.AnswerOf(isActive
                ? await books.RestoreAccountAsync(link, accountId, cancellationToken)
                : await books.ArchiveAccountAsync(link, accountId, cancellationToken));
    }
}
