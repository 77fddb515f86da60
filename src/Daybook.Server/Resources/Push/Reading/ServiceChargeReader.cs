using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads the service charges of orders.</summary>
internal static class ServiceChargeReader
{
    private enum Member
    {
        Type,
        Quantity,
        TotalAmount,
        TaxAmount,
        TaxPercentage,
        Taxes,
    }

    public static IReadOnlyList<ServiceCharge> Read(ref JsonCursor json)
    {
        if (!json.EnterArray("serviceCharges"))
        {
            return [];
        }

        var charges = new List<ServiceCharge>(1);
        while (json.NextItem())
        {
            charges.Add(Charge(ref json));
        }

        return charges;
    }

    private static ServiceCharge Charge(ref JsonCursor json)
    {
        var type = ServiceChargeType.Unknown;
        decimal total = 0;
        decimal tax = 0;
        decimal rate = 0;
        IReadOnlyList<TaxShare> taxes = [];
        while (json.NextMember<Member>(out var member))
        {
            switch (member)
            {
                case Member.Type: type = json.OneOf<ServiceChargeType>("type") ?? type; break;
                case Member.Quantity: json.Number("quantity"); break;
                case Member.TotalAmount: total = json.Number("totalAmount") ?? 0; break;
                case Member.TaxAmount: tax = json.Number("taxAmount") ?? 0; break;
                case Member.TaxPercentage: rate = json.Number("taxPercentage") ?? 0; break;
                case Member.Taxes: taxes = TaxShareReader.Read(ref json); break;
            }
        }

        return new ServiceCharge { Type = type, Total = total, Tax = tax, Rate = rate, Taxes = taxes };
    }
}
