using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Server.Resources.Records;
using Daybook.Storage;
using Daybook.Storage.Listing;

namespace Daybook.Server.Resources.Documents;

/// <summary>Explains a figure: the records whose parts a document, or one of its lines, sums.</summary>
internal static class ListDocumentRecords
{
    private static readonly ListColumns Columns = RecordShape.Columns.Shares;

    public static Task<IResult> OfDocumentAsync(
        string companyId, string documentId, HttpContext context, Registry registry, SyncStore syncs, RecordStore records, CancellationToken cancellationToken) =>
        ListAsync(companyId, documentId, null, context, registry, syncs, records, cancellationToken);

    public static Task<IResult> OfLineAsync(
        string companyId, string documentId, int line, HttpContext context, Registry registry, SyncStore syncs, RecordStore records, CancellationToken cancellationToken) =>
        ListAsync(companyId, documentId, line, context, registry, syncs, records, cancellationToken);

    private static async Task<IResult> ListAsync(
        string companyId, string documentId, int? line, HttpContext context, Registry registry, SyncStore syncs, RecordStore records, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, Columns);
        if (list is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (!Guid.TryParse(documentId, out var id) || await syncs.FindDocumentAsync(company.Number, id, cancellationToken) is not { Document: var document })
        {
            return ReadDocument.NoDocument(documentId);
        }

        if (line is { } number && (number < 1 || number > document.Lines.Count))
        {
            return Fault.NotFound($"The document has no line {number}: it has {document.Lines.Count}.");
        }

        var chosen = line is { } one ? document.Lines[one - 1] : null;
        var shares = (await syncs.ReadDocumentPartsAsync(id, cancellationToken)).GroupBy(part => part.Record)
            .Select(group => (Record: group.Key, Share: ShareOf(document, chosen, group.SelectMany(part => part.Postings))))
            .Where(share => share.Share != default).ToDictionary(share => share.Record, share => share.Share);
        return list.Answer(context, (await records.ListSharesAsync(shares, list.Query, cancellationToken)).Select(Shape));
    }

    /// <summary>What postings come to on a line, or on the whole document, counted as the document counts.</summary>
    private static (decimal Net, decimal Tax) ShareOf(Document document, DocumentLine? line, IEnumerable<Posting> postings)
    {
        var sign = document.Kind is DocumentKind.SalesInvoice or DocumentKind.BillCreditNote ? -1 : 1;
        var isJournal = document.Kind == DocumentKind.Journal;
        var hasLines = document.Lines.Count > 0;
        decimal net = 0;
        decimal tax = 0;
        foreach (var posting in postings)
        {
            var counts = line is not null ? line.Roles.Contains(posting.Role)
                : hasLines ? posting.Role.Kind is not (RoleKind.Receivable or RoleKind.Payable) && (!isJournal || posting.Amount > 0)
                : posting.Role.IsTender || posting.Role.Kind == RoleKind.Payout || (document.Kind == DocumentKind.CreditAllocation && posting.Amount > 0);
            if (counts && posting.Role.Kind == RoleKind.Tax && !isJournal)
            {
                tax += sign * posting.Amount;
            }
            else if (counts && (hasLines || document.Kind != DocumentKind.Transfer || posting.Amount > 0))
            {
                net += hasLines ? sign * posting.Amount : Math.Abs(posting.Amount);
            }
        }

        return (net, tax);
    }

    private static Wire.RecordShare Shape(RecordShare share) => new()
    {
        DataType = DataType.Of(share.Record.Kind).Name,
        Id = share.Record.Id,
        Type = RecordShape.TypeOf(share.Record.Kind),
        Net = share.Net,
        Tax = share.Tax,
    };
}
