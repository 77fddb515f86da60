namespace Daybook.Server.Resources.Accounting;

internal static class AccountingRoutes
{
    public static void MapAccounting(this IEndpointRouteBuilder routes)
    {
        const string company = "/companies/{companyId}/data";
        const string connection = "/companies/{companyId}/connections/{connectionId}/data";
        routes.MapGet(company + "/accounts", ReadAccounts.ListAsync);
        routes.MapGet(company + "/accounts/{accountId}", ReadAccounts.OneAsync);
        routes.MapGet(company + "/info", ReadAccountingCompany.HandleAsync);
        routes.MapPost("/companies/{companyId}/connections/{connectionId}/push/accounts", CreateAccount.HandleAsync);
        routes.MapGet(connection + "/bankAccounts", ReadBankAccounts.ListAsync);
        routes.MapGet(connection + "/bankAccounts/{accountId}", ReadBankAccounts.OneAsync);
    }
}
