using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Syncing;
using RecordStanding = Daybook.Syncing.RecordStanding;

namespace Daybook.Server.Resources.Records;

internal static class ListRecords
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, RecordListing listing, CancellationToken cancellationToken)
    {
        var (page, fault) = PageRequest.Read(context);
        if (page is null)
        {
            return fault!;
        }

        if (!Enum.TryParse<RecordState>(context.Request.Query["state"], ignoreCase: true, out var state) || !Enum.IsDefined(state))
        {
            return Fault.Invalid("state: must be setAside, waiting, pending or booked.");
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (await registry.LinkedAsync(company, ConnectionSource.Commerce, cancellationToken) is not { } commerce)
        {
            return page.Answer<Wire.RecordStanding>(context, [], 0);
        }

        var (records, total) = await listing.ReadAsync(company, commerce, state, page.Skip, page.Size, cancellationToken);
        return page.Answer(context, [.. records.Select(Shape)], total);
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
