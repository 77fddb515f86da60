namespace Daybook.Server.Resources.Ledger;

internal static class LedgerRoutes
{
    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        const string connection = "/companies/{companyId}/connections/{connectionId}";
        routes.MapGet(connection + "/ledger", ReadJournal.HandleAsync);
        routes.MapPatch(connection + "/accounts/{accountId}", ChangeAccount.HandleAsync);
        routes.MapPut(connection + "/lockDate", SetLockDate.HandleAsync);
    }
}
