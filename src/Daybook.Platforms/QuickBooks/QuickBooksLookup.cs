using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.QuickBooks;

/// <summary>An entity that was found to be a document's.</summary>
/// <param name="Id">Where it stands.</param>
/// <param name="IsVoid">Whether it was voided.</param>
/// <param name="Entity">As it is in the books.</param>
internal sealed record QuickBooksFound(QuickBooksId Id, bool IsVoid, JsonPart Entity);

/// <summary>Looks for documents by number, transfers by their day; the mark in the private note, which can't be asked for, decides.</summary>
internal sealed class QuickBooksLookup(QuickBooksCalls calls, Guid connection)
{
    /// <returns>The document's entity; one that is voided only where there is no other; null where there is none.</returns>
    public async Task<QuickBooksFound?> FindAsync(Document document, string entity, CancellationToken cancellationToken)
    {
        var where = entity switch
        {
            QuickBooksId.Payment => $"PaymentRefNum = {QuickBooksQuery.Quote(document.Number)}",
            QuickBooksId.Transfer => $"TxnDate = '{QuickBooksMark.Day(document)}'",
            _ => $"DocNumber = {QuickBooksQuery.Quote(document.Number)}",
        };
        var found = await calls.AllAsync(connection, entity, where, cancellationToken);
        return found.Where(one => QuickBooksMark.IsIn(one.Text("PrivateNote"), document))
            .Select(one => new QuickBooksFound(new QuickBooksId(entity, one.Text("Id")!), QuickBooksMark.IsVoid(one.Text("PrivateNote")), one)).OrderBy(one => one.IsVoid).FirstOrDefault();
    }
}
