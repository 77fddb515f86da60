using Daybook.Server.Reference.Examples;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class DocumentOperations
{
    private const string Company = "/companies/{companyId}/sync/commerce";

    public static readonly Chapter Chapter = new("Documents", "What syncs write to the books. Every figure explains itself: from a document's line to its records, from a record to its documents.",
    [
        Get(Company + "/syncs/{syncId}/documents", "Lists a sync's documents", "In the order of writing.").Listing(SyncExamples.Invoice),
        Get(Company + "/documents/{documentId}", "Reads a document").Giving(SyncExamples.Invoice),
        Get(Company + "/documents/{documentId}/records", "Lists the records behind a document").Listing(SyncExamples.Share),
        Get(Company + "/documents/{documentId}/lines/{line}/records", "Lists the records behind a line").Listing(SyncExamples.Share),
        Get(Company + "/records/{dataType}/{recordId}/documents", "Lists the documents that hold parts of a record").Listing(SyncExamples.DocumentShare),
    ]);
}
