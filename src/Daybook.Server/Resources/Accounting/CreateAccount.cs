using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Accounting;

/// <summary>Creates an account in the books that a connection leads to.</summary>
internal static class CreateAccount
{
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        PlatformNames platforms,
        TimeProvider clock,
        Func<Guid> newId,
        CancellationToken cancellationToken)
    {
        var (target, fault) = await BooksTarget.FindAsync(companyId, connectionId, registry, platforms, cancellationToken);
        if (target is not { } books)
        {
            return fault!;
        }

        if (books.Platform is not IChartEditor editor)
        {
            return Fault.Conflict($"{books.Platform.Name} takes no new accounts from here: create it there.");
        }

        var (request, wrong) = await JsonBody.ReadAsync<AccountRequest>(context);
        if (wrong is not null || string.IsNullOrEmpty(request?.Name))
        {
            return wrong ?? Fault.Invalid("name: must be the account's name, such as income:sales:Food.");
        }

        var account = new NewAccount(request.Name, request.FullyQualifiedCategory ?? request.Type ?? ClassificationOf(request.Name)) { NominalCode = request.NominalCode };
        return await editor.CreateAccountAsync(books.Link, account, cancellationToken) switch
        {
            ChartChange<ChartAccount>.Done { Entry: var entry } => Answer.Ok(Shape(books.Link, entry, newId(), clock.GetUtcNow().UtcDateTime)),
            ChartChange<ChartAccount>.Refused { Message: var message } => Fault.Invalid(message),
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
