using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;

namespace Daybook.Server.Resources.Accounting;

internal static class ReadBankAccounts
{
    public static async Task<IResult> ListAsync(
        string companyId, string connectionId, HttpContext context, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var (books, fault) = await BooksReading.OfConnectionAsync(companyId, connectionId, registry, platforms, cancellationToken);
        return books is null ? fault! : WholeList.Answer(context, [.. books.Chart.Accounts.Where(AccountShape.IsBank).Select(AccountShape.BankOf)]);
    }

    public static async Task<IResult> OneAsync(
        string companyId, string connectionId, string accountId, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var (books, fault) = await BooksReading.OfConnectionAsync(companyId, connectionId, registry, platforms, cancellationToken);
        var id = Uri.UnescapeDataString(accountId);
        return books is null ? fault!
            : books.Chart.Accounts.FirstOrDefault(account => account.Id == id && AccountShape.IsBank(account)) is { } account ? Answer.Ok(AccountShape.BankOf(account))
            : Fault.NotFound($"The books have no bank account '{id}'.");
    }
}
