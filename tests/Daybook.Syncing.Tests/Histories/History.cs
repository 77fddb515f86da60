using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;

namespace Daybook.Syncing.Tests.Histories;

/// <summary>One thing that happens to a shop. Any bytes mean something, so that a failing history shrinks to the few steps that matter.</summary>
/// <param name="Verb">What happens.</param>
/// <param name="Id">To which of the few records.</param>
/// <param name="Shape">What it looks like.</param>
/// <param name="Size">How much it is.</param>
/// <param name="Day">When it was created.</param>
public readonly record struct Step(byte Verb, byte Id, byte Shape, byte Size, byte Day);

/// <summary>Turns steps into what a shop pushes.</summary>
internal static class History
{
    public static readonly Instant FirstDay = Shop.At("2026-03-25T00:00:00Z");
    public static readonly Instant End = FirstDay + Duration.FromDays(400);

    private static readonly Currency[] Currencies = [Shop.Gbp, Shop.Gbp, Currency.Parse("AUD"), Currency.Parse("JPY"), Currency.Parse("KWD")];
    private static readonly decimal[] Rates = [20m, 5m, 0m];
    private static readonly PaymentType[] Types = [PaymentType.Card, PaymentType.Cash, PaymentType.Prepaid, new("paypal")];

    /// <summary>Whether the step is a sync (and which), or a push.</summary>
    public static bool IsSync(this Step step) => step.Verb % 14 is 10 or 11;

    public static bool IsUndo(this Step step) => step.Verb % 14 == 12;

    public static bool Deletes(this Step step) => step.Verb % 14 == 9 && step.Shape % 2 == 0;

    /// <summary>The moment that a sync step reaches.</summary>
    public static Instant Reach(this Step step) => FirstDay + Duration.FromDays((step.Day % 12) + 1);

    /// <summary>What the step pushes, with the source's own stamp.</summary>
    public static PushedRecord Record(this Step step, Instant modified) => (step.Verb % 14) switch
    {
        3 or 4 or 13 => Shop.Pushed(Payment(step), modified),
        5 or 6 => Shop.Pushed(Tie(step), modified),
        7 => Shop.Pushed(Fee(step), modified),
        8 => Shop.Pushed(Movement(step), modified),
        9 when step.Deletes() => Deletion(step) with { Modified = modified },
        9 => Shop.Pushed(new CatalogueItem { Id = $"product{step.Id % 3}", Category = (step.Size % 3) switch { 0 => null, 1 => "food", _ => "toys" }, IsGiftCard = step.Day % 4 == 0 }, modified),
        _ => Shop.Pushed(Order(step), modified),
    };

    private static Instant Created(Step step) => FirstDay + Duration.FromMinutes((step.Day % 10 * 1440) + (step.Size * 5));

    private static Order Order(Step step)
    {
        var currency = Currencies[step.Id % 5];
        var unit = currency.Unit;
        var lines = new List<OrderLine>();
        for (var i = 0; i <= step.Shape % 4; i++)
        {
            var rate = Rates[(step.Shape + i) % 3];
            var total = unit * ((step.Size * (i + 3)) + 7);
            lines.Add(Shop.Line(total, currency.Round(total * rate / (100 + rate)), rate, $"product{(step.Size + i) % 4}"));
        }

        var sum = lines.Sum(line => line.Total);
        var gaps = step.Shape / 4 % 8;
        var discount = gaps is 1 or 3 ? unit * ((step.Size / 3) + 2) : 0;
        var refund = gaps is 2 or 3 ? unit * ((step.Size / 2) + 1) : 0;
        if (gaps == 4)
        {
            lines.Add(lines[0] with { Total = -lines[0].Total, Tax = -lines[0].Tax });
            sum -= lines[0].Total;
            refund = lines[0].Total;
        }

        var charges = gaps == 5 ? new[] { new ServiceCharge { Type = ServiceChargeType.Shipping, Total = unit * 600, Tax = unit * 100, Rate = 20 } } : [];
        var broken = gaps == 6 ? unit * 1000 : gaps == 7 ? unit : 0;
        return new Order
        {
            Id = $"order{step.Id % 5}",
            Currency = currency,
            CreatedAt = Created(step with { Day = step.Id }),
            Lines = lines,
            Charges = charges,
            Total = sum + charges.Sum(charge => charge.Total) + broken - discount - (gaps == 4 ? 0 : refund),
            Discount = discount,
            Refund = -refund,
            Gratuity = step.Day % 5 == 0 ? unit * 150 : 0,
        };
    }

    private static Payment Payment(Step step) => new()
    {
        Id = $"payment{step.Id % 8}",
        Currency = Currencies[step.Id % 8 % 5],
        Amount = Currencies[step.Id % 8 % 5].Unit * ((step.Size * 9) - 300),
        Type = Types[step.Shape % 4],
        Status = step.Shape % 9 == 0 ? PaymentStatus.Pending : PaymentStatus.Paid,
        CreatedAt = Created(step with { Size = step.Id }),
    };

    private static Transaction Tie(Step step) => new()
    {
        Id = $"payment{step.Id % 8}",
        Kind = step.Shape % 7 == 6 ? RecordKind.RefundTransaction : RecordKind.PaymentTransaction,
        Currency = Currencies[step.Id % 8 % 5],
        CreatedAt = Created(step),
        Source = new TransactionSource($"order{(step.Shape % 4 == 3 ? step.Id : step.Id % 8) % 5}", TransactionSourceType.Order),
    };

    private static Transaction Fee(Step step) => new()
    {
        Id = $"payment{step.Id % 8}",
        Kind = step.Shape % 3 == 0 ? RecordKind.PaymentFeeRefund : RecordKind.PaymentFee,
        Currency = Currencies[step.Id % 8 % 5],
        Amount = Currencies[step.Id % 8 % 5].Unit * (step.Size - 200),
        CreatedAt = Created(step),
        Source = step.Shape % 4 == 0 ? null : new TransactionSource($"payment{step.Id % 8}", TransactionSourceType.Payment),
    };

    private static Transaction Movement(Step step) => new()
    {
        Id = $"movement{step.Id % 4}",
        Kind = (step.Shape % 3) switch { 0 => RecordKind.Payout, 1 => RecordKind.FailedPayout, _ => RecordKind.Transfer },
        SubType = step.Shape % 6 == 5 ? "loan" : null,
        Currency = Shop.Gbp,
        Amount = step.Size - 100,
        CreatedAt = Created(step),
    };

    private static PushedRecord Deletion(Step step) => (step.Size % 4) switch
    {
        0 => Shop.Deleted(RecordKind.Payment, $"payment{step.Id % 8}"),
        1 => Shop.Deleted(RecordKind.PaymentTransaction, $"payment{step.Id % 8}"),
        2 => Shop.Deleted(RecordKind.PaymentFee, $"payment{step.Id % 8}"),
        _ => Shop.Deleted(RecordKind.Order, $"order{step.Id % 5}"),
    };
}
