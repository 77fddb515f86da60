using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Documents;

internal static class ReadDocument
{
    public static Fault NoDocument(string id) => Fault.NotFound($"The company has no document '{id}'.");

    public static async Task<IResult> HandleAsync(
        string companyId, string documentId, Registry registry, SyncStore syncs, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return Guid.TryParse(documentId, out var id) && await syncs.FindDocumentAsync(company.Number, id, cancellationToken) is { } stored
            ? Answer.Ok(DocumentShape.Of(stored))
            : NoDocument(documentId);
    }
}
