using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads orders.</summary>
internal static class OrderReader
{
    private enum Member
    {
        Id,
        OrderNumber,
        Currency,
        CreatedDate,
        ClosedDate,
        ModifiedDate,
        SourceModifiedDate,
        TotalAmount,
        TotalRefund,
        TotalTaxAmount,
        TotalDiscount,
        TotalGratuity,
        OrderLineItems,
        ServiceCharges,
        LocationRef,
    }

    public static void Read(ref JsonCursor json, PushReading into)
    {
        var before = json.Given;
        var header = default(Header);
        var total = default(Totals);
        string? number = null;
        string? location = null;
        Currency? currency = null;
        IReadOnlyList<OrderLine> lines = [];
        IReadOnlyList<ServiceCharge> charges = [];
        while (json.NextMember<Member>(out var member))
        {
            switch (member)
            {
                case Member.Id: header.Id = json.Text("id"); break;
                case Member.OrderNumber: number = json.Text("orderNumber"); break;
                case Member.Currency: currency = CurrencyReader.Read(ref json); break;
                case Member.CreatedDate: header.Created = json.Moment("createdDate"); break;
                case Member.ClosedDate: json.Moment("closedDate"); break;
                case Member.ModifiedDate: header.Modified = json.Moment("modifiedDate"); break;
                case Member.SourceModifiedDate: header.SourceModified = json.Moment("sourceModifiedDate"); break;
                case Member.TotalAmount: total.Amount = json.Number("totalAmount") ?? 0; break;
                case Member.TotalRefund: total.Refund = json.Number("totalRefund") ?? 0; break;
                case Member.TotalTaxAmount: total.Tax = json.Number("totalTaxAmount"); break;
                case Member.TotalDiscount: total.Discount = json.Number("totalDiscount") ?? 0; break;
                case Member.TotalGratuity: total.Gratuity = json.Number("totalGratuity") ?? 0; break;
                case Member.OrderLineItems: lines = OrderLineReader.Read(ref json); break;
                case Member.ServiceCharges: charges = ServiceChargeReader.Read(ref json); break;
                case Member.LocationRef: location = RefReader.Id(ref json, "locationRef"); break;
            }
        }

        var id = header.RequiredId(ref json);
        if (json.Given == before + 1)
        {
            into.Records.Add(header.Record(RecordKind.Order, null));
            return;
        }

        var order = new Order
        {
            Id = id,
            Number = number,
            Currency = currency,
            CreatedAt = header.Created,
            Total = total.Amount,
            Refund = total.Refund,
            Tax = total.Tax,
            Discount = Math.Abs(total.Discount),
            Gratuity = total.Gratuity,
            Lines = lines,
            Charges = charges,
            Location = location,
        };
        into.Records.Add(header.Record(RecordKind.Order, order));
        into.Remark(id, Bookable.Reason(order));
    }

    private struct Totals
    {
        public decimal Amount;
        public decimal Refund;
        public decimal? Tax;
        public decimal Discount;
        public decimal Gratuity;
    }
}
