using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using RecordStanding = Daybook.Syncing.RecordStanding;

namespace Daybook.Server.Resources.Records;

internal static class ListRecords
{
    private static readonly ListColumns Columns = WireColumns.Of<Wire.RecordStanding>("dataType", "type", "state");
    private static readonly ListColumns Booked = BookedColumns.Of(kind => DataType.Of(kind).Name, TypeOf);

    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, RecordListing listing, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<RecordState>(context.Request.Query["state"], ignoreCase: true, out var state) || !Enum.IsDefined(state))
        {
            return Fault.Invalid("state: must be setAside, waiting, pending or booked.");
        }

        var (list, fault) = ListRequest.Read(context, state == RecordState.Booked ? Booked : Columns);
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

        if (state == RecordState.Booked)
        {
            return list.Answer(context, (await listing.ListBookedAsync(commerce, list.Query, cancellationToken)).Select(Shape));
        }

        var isPlain = list.Query is { Filter: null, Order.Count: 0 };
        var page = await listing.ReadAsync(company, commerce, state, isPlain ? list.Query.Skip : 0, isPlain ? list.Query.Take : int.MaxValue, cancellationToken);
        var shown = page.Select(Shape);
        return isPlain ? list.Answer(context, shown) : list.AnswerAll(context, shown.Items);
    }

    private static Wire.RecordStanding Shape(RecordStanding standing) => new()
    {
        Id = standing.Id,
        DataType = DataType.Of(standing.Kind).Name,
        Type = TypeOf(standing.Kind),
        State = standing.State switch
        {
            RecordState.SetAside => "setAside",
            RecordState.Waiting => "waiting",
            RecordState.Pending => "pending",
            _ => "booked",
        },
        Reason = standing.Reason,
        CreatedDate = Answer.ToWire(standing.Created),
        ModifiedDate = standing.Changed.ToDateTimeUtc(),
        Since = Answer.ToWire(standing.Since),
    };

    private static string? TypeOf(RecordKind kind) => kind switch
    {
        RecordKind.UnknownTransaction => "Unknown",
        RecordKind.PaymentTransaction => "Payment",
        RecordKind.RefundTransaction => "Refund",
        _ => kind.IsTransaction() ? kind.ToString() : null,
    };
}
