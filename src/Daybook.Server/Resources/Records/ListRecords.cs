using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Records;

internal static class ListRecords
{
    private static readonly ListColumns Booked = RecordShape.Columns.Booked;
    private static readonly ListColumns Planned = RecordShape.Columns.Planned;

    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, RecordListing listing, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<RecordState>(context.Request.Query["state"], ignoreCase: true, out var state) || !Enum.IsDefined(state))
        {
            return Fault.Invalid("state: must be setAside, waiting, pending or booked.");
        }

        var (list, fault) = ListRequest.Read(context, state == RecordState.Booked ? Booked : Planned);
        if (list is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (await registry.LinkedAsync(company, ConnectionSource.Commerce, cancellationToken) is not { } commerce)
        {
            return list.Answer(context, new ListPage<Wire.RecordStanding>([], 0));
        }

        var page = state == RecordState.Booked
            ? await listing.ListBookedAsync(commerce, list.Query, cancellationToken)
            : await listing.ReadAsync(company, commerce, state, list.Query, cancellationToken);
        return list.Answer(context, page.Select(record => RecordShape.Of(record with { State = state })));
    }
}
