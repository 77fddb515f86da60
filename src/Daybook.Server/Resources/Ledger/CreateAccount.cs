using Daybook.Platforms.PlainText;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Accounting;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Ledger;

internal static class CreateAccount
{
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        PlainTextBooks books,
        TimeProvider clock,
        Func<Guid> newId,
        CancellationToken cancellationToken)
    {
        var (link, fault) = await LedgerTarget.FindAsync(companyId, connectionId, registry, books, cancellationToken);
        if (link is null)
        {
            return fault!;
        }

        var (request, wrong) = await JsonBody.ReadAsync<AccountRequest>(context);
        if (wrong is not null || string.IsNullOrEmpty(request?.Name))
        {
            return wrong ?? Fault.Invalid("name: must be the account's name, such as income:sales:Food.");
        }

        var classification = request.FullyQualifiedCategory ?? request.Type ?? ClassificationOf(request.Name);
        return await books.CreateAccountAsync(link, request.Name, classification, cancellationToken) switch
        {
            ChartChange.Done { Account: var account } => Answer.Ok(Shape(link, account, newId(), clock.GetUtcNow().UtcDateTime)),
            ChartChange.Refused { Message: var message } => Fault.Invalid(message),
            _ => throw new InvalidOperationException("A change of the chart is done or refused."),
        };
    }

    private static PushOperation<Account> Shape(PlatformLink link, ChartAccount account, Guid key, DateTime now) => new()
    {
        Data = AccountShape.Of(account),
        Changes = [new PushChange("Created", new PushedRecordRef(account.Id, DataTypeNames.ChartOfAccounts))],
        DataType = DataTypeNames.ChartOfAccounts,
        CompanyId = link.Company,
        PushOperationKey = key,
        DataConnectionKey = link.Connection,
        RequestedOnUtc = now,
        CompletedOnUtc = now,
        Status = "Success",
        StatusCode = StatusCodes.Status200OK,
    };

    private static string ClassificationOf(string name) => name.Split(':')[0] switch
    {
        "assets" => "Asset",
        "liabilities" => "Liability",
        "equity" => "Equity",
        "expenses" => "Expense",
        _ => "Income",
    };
}
