using Daybook.Platforms.PlainText;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Wire;

namespace Daybook.Server.Resources.Ledger;

internal static class CreateAccount
{
    public static async Task<IResult> HandleAsync(
        string companyId, string connectionId, HttpContext context, Registry registry, PlainTextBooks books, CancellationToken cancellationToken)
    {
        var (link, fault) = await LedgerTarget.FindAsync(companyId, connectionId, registry, books, cancellationToken);
        if (link is null)
        {
            return fault!;
        }

        var (request, wrong) = await JsonBody.ReadAsync<LedgerAccountRequest>(context);
        return wrong is not null ? wrong
            : string.IsNullOrEmpty(request?.Name) ? Fault.Invalid("name: must be the account's name, such as income:sales:Food.")
            : LedgerTarget.AnswerOf(await books.CreateAccountAsync(link, request.Name, request.Type ?? ClassificationOf(request.Name), cancellationToken));
    }

    private static string ClassificationOf(string name) => name.Split(':')[0] switch
    {
        "assets" => "Asset",
        "liabilities" => "Liability",
        "equity" => "Equity",
        "expenses" => "Expense",
        _ => "Income",
    };
}
