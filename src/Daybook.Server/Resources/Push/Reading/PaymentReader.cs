using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads payments.</summary>
internal static class PaymentReader
{
    private enum Member
    {
        Id,
        Amount,
        Currency,
        Type,
        PaymentMethodRef,
        Status,
        DueDate,
        CreatedDate,
        ModifiedDate,
        SourceModifiedDate,
    }

    /// <summary>The contract's payment types.</summary>
    private enum WireType
    {
        Unknown,
        Cash,
        Card,
        Invoice,
        OnlineCard,
        Swish,
        Vipps,
        Mobile,
        StoreCredit,
        Paypal,
        Custom,
        Prepaid,
    }

    public static void Read(ref JsonCursor json, PushReading into)
    {
        var before = json.Given;
        var header = default(Header);
        decimal amount = 0;
        Currency? currency = null;
        var type = WireType.Unknown;
        string? method = null;
        var status = PaymentStatus.Unknown;
        while (json.NextMember<Member>(out var member))
        {
            switch (member)
            {
                case Member.Id: header.Id = json.Text("id"); break;
                case Member.Amount: amount = json.Number("amount") ?? 0; break;
                case Member.Currency: currency = CurrencyReader.Read(ref json); break;
                case Member.Type: type = json.OneOf<WireType>("type") ?? WireType.Unknown; break;
                case Member.PaymentMethodRef: method = RefReader.Id(ref json, "paymentMethodRef"); break;
                case Member.Status: status = json.OneOf<PaymentStatus>("status") ?? PaymentStatus.Unknown; break;
                case Member.DueDate: json.Moment("dueDate"); break;
                case Member.CreatedDate: header.Created = json.Moment("createdDate"); break;
                case Member.ModifiedDate: header.Modified = json.Moment("modifiedDate"); break;
                case Member.SourceModifiedDate: header.SourceModified = json.Moment("sourceModifiedDate"); break;
            }
        }

        var id = header.RequiredId(ref json);
        if (json.Given == before + 1)
        {
            into.Records.Add(header.Record(RecordKind.Payment, null));
            return;
        }

        var payment = new Payment
        {
            Id = id,
            Amount = amount,
            Currency = currency,
            Type = method is null ? TypeOf(type) : PaymentType.Method(method),
            Status = status,
            CreatedAt = header.Created,
        };
        into.Records.Add(header.Record(RecordKind.Payment, payment));
        into.Remark(id, Bookable.Reason(payment));
    }

    private static PaymentType TypeOf(WireType type) => type switch
    {
        WireType.Cash => PaymentType.Cash,
        WireType.Card => PaymentType.Card,
        WireType.Invoice => new("invoice"),
        WireType.OnlineCard => new("onlineCard"),
        WireType.Swish => new("swish"),
        WireType.Vipps => new("vipps"),
        WireType.Mobile => new("mobile"),
        WireType.StoreCredit => new("storeCredit"),
        WireType.Paypal => new("paypal"),
        WireType.Custom => new("custom"),
        WireType.Prepaid => PaymentType.Prepaid,
        _ => new("manual"),
    };
}
