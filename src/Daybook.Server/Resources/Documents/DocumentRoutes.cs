namespace Daybook.Server.Resources.Documents;

/// <summary>From a sync to its documents, from a document's line to its records, from a record to its documents.</summary>
internal static class DocumentRoutes
{
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var company = routes.MapGroup("/companies/{companyId}/sync/commerce");
        company.MapGet("/syncs/{syncId}/documents", ListDocuments.HandleAsync);
        company.MapGet("/documents/{documentId}", ReadDocument.HandleAsync);
        company.MapGet("/documents/{documentId}/records", ListDocumentRecords.OfDocumentAsync);
        company.MapGet("/documents/{documentId}/lines/{line:int}/records", ListDocumentRecords.OfLineAsync);
        company.MapGet("/records/{dataType}/{recordId}/documents", ListRecordDocuments.HandleAsync);
    }
}
