using Daybook.Platforms.PlainText;
using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Ledger;

internal static class ReadJournal
{
    /// <summary>Streams the whole books as one journal: <c>format=ledger</c> (also read by hledger; the default) or <c>format=beancount</c>.</summary>
    public static async Task HandleAsync(
        string companyId, string connectionId, HttpContext context, Registry registry, PlainTextBooks books, CancellationToken cancellationToken)
    {
        var (link, fault) = await LedgerTarget.FindAsync(companyId, connectionId, registry, books, cancellationToken);
        var format = context.Request.Query["format"].ToString() switch
        {
            "" or "ledger" or "hledger" => JournalFormat.Ledger,
            "beancount" => JournalFormat.Beancount,
            _ => (JournalFormat?)null,
        };
        fault ??= format is null ? Fault.Invalid("format: must be ledger, hledger or beancount.") : null;
        if (fault is not null)
        {
            await fault.ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await books.WriteJournalAsync(link!, context.Response.Body, format!.Value, cancellationToken);
    }
}
