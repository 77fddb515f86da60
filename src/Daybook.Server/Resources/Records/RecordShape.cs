using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Records;

/// <summary>Records as the wire has them: what they are, and how they stand.</summary>
internal static class RecordShape
{
    public static readonly StandingColumns Columns = new(kind => DataType.Of(kind).Name, TypeOf);

    public static Wire.RecordStanding Of(RecordStanding standing) => new()
    {
        Id = standing.Id,
        DataType = DataType.Of(standing.Kind).Name,
        Type = TypeOf(standing.Kind),
        State = NameOf(standing.State),
        Reason = standing.Reason,
        CreatedDate = Answer.ToWire(standing.Created),
        ModifiedDate = standing.Changed.ToDateTimeUtc(),
        Since = Answer.ToWire(standing.Since),
    };

    public static string NameOf(RecordState state) => state switch
    {
        RecordState.SetAside => "setAside",
        RecordState.Waiting => "waiting",
        RecordState.Pending => "pending",
        _ => "booked",
    };

    /// <summary>A transaction's type; null for other records.</summary>
    public static string? TypeOf(RecordKind kind) => kind switch
    {
        RecordKind.UnknownTransaction => "Unknown",
        RecordKind.PaymentTransaction => "Payment",
        RecordKind.RefundTransaction => "Refund",
        _ => kind.IsTransaction() ? kind.ToString() : null,
    };
}
