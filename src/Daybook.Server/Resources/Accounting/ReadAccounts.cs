using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;

namespace Daybook.Server.Resources.Accounting;

internal static class ReadAccounts
{
    public static async Task<IResult> ListAsync(string companyId, HttpContext context, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var (books, fault) = await BooksReading.OfCompanyAsync(companyId, registry, platforms, cancellationToken);
        return books is null ? fault! : WholeList.Answer(context, [.. books.Chart.Accounts.Select(AccountShape.Of)]);
    }

    public static async Task<IResult> OneAsync(string companyId, string accountId, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var (books, fault) = await BooksReading.OfCompanyAsync(companyId, registry, platforms, cancellationToken);
        var id = Uri.UnescapeDataString(accountId);
        return books is null ? fault!
            : books.Chart.Accounts.FirstOrDefault(account => account.Id == id) is { } account ? Answer.Ok(AccountShape.Of(account))
            : Fault.NotFound($"The company's books have no account '{id}'.");
    }
}
