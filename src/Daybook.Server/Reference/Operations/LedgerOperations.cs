using Daybook.Wire;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class LedgerOperations
{
    private const string Connection = "/companies/{companyId}/connections/{connectionId}";

    private const string Journal = """
        2026-11-19 * (DB-20261119-1) Sales
            assets:receivable               25.50 GBP
            income:sales                   -20.00 GBP
            liabilities:tax payable:20      -4.00 GBP
            liabilities:tips                -1.50 GBP
        """;

    public static readonly Chapter Chapter = new("Plain-text ledger", "For connections of platform `hldg`, whose books are text files on this server.",
    [
        Get(Connection + "/ledger", "Reads the whole books as text").With(new Parameter("format", "`ledger` (default, also `hledger`), read by both programs, or `beancount`.", "ledger")).GivingText("text/plain", Journal),
        Patch(Connection + "/accounts/{accountId}", "Archives an account, or restores it").Taking(new LedgerAccountChange(false)).Giving(new LedgerAccount("income:sales", "income:sales", "Income", false)),
        Put(Connection + "/lockDate", "Closes the books up to and with a day", "Null opens them.").Taking(new LedgerLock("2026-01-31")).Giving(new LedgerLock("2026-01-31")),
    ]);
}
