using NodaTime;

namespace Daybook.Server.Sample;

/// <summary>What the sample shop's systems recorded on a business day, as it is pushed.</summary>
/// <param name="Date">The business day.</param>
/// <param name="SyncTo">Where it ends.</param>
/// <param name="Story">What is worth watching on it.</param>
internal sealed record SampleDay(LocalDate Date, Instant SyncTo, string Story)
{
    public List<object> Orders { get; } = [];

    public List<object> Payments { get; } = [];

    public List<object> Transactions { get; } = [];

    /// <summary>The change of the balance at the payment provider.</summary>
    public decimal Balance { get; private set; }

    public void Sell(SampleOrder order, params ReadOnlySpan<(string Type, decimal Amount)> tenders)
    {
        Orders.Add(order.ToWire());
        for (var i = 0; i < tenders.Length; i++)
        {
            Take($"p-{order.Id}-{i + 1}", order.Id, order.At, tenders[i].Type, tenders[i].Amount);
        }
    }

    /// <summary>A new version of an order of an earlier day, and the money that went back for it.</summary>
    public void Change(SampleOrder order, string type, decimal givenBack, decimal feeReturned)
    {
        var changed = order.Changed ?? order.At;
        Orders.Add(order.ToWire());
        Take($"r-{order.Id}", order.Id, changed, type, -givenBack);
        if (feeReturned != 0)
        {
            Move($"r-{order.Id}", "PaymentFeeRefund", changed, feeReturned, new { Id = $"r-{order.Id}", Type = "Payment" });
        }
    }

    /// <summary>The provider pays out: its balance goes down.</summary>
    public void PayOut(string id, Instant at, decimal amount) => Move(id, "Payout", at, -amount, null);

    private void Take(string id, string order, Instant at, string type, decimal amount)
    {
        Payments.Add(new { Id = id, Amount = amount, Currency = "GBP", Type = type, Status = "Paid", CreatedDate = at.ToString(), SourceModifiedDate = at.ToString() });
        var isCard = type is "Card" or "OnlineCard";
        Move(id, amount < 0 ? "Refund" : "Payment", at, amount, new { Id = order, Type = "Order" }, isCard);
        if (isCard && amount > 0)
        {
            var fee = decimal.Round(amount * (type == "Card" ? 0.015m : 0.025m), 2, MidpointRounding.AwayFromZero);
            Move(id, "PaymentFee", at, -fee, new { Id = id, Type = "Payment" });
        }
    }

    private void Move(string id, string type, Instant at, decimal amount, object? source, bool onBalance = true)
    {
        Transactions.Add(new { Id = id, Type = type, TotalAmount = amount, Currency = "GBP", TransactionSourceRef = source, CreatedDate = at.ToString(), SourceModifiedDate = at.ToString() });
        Balance += onBalance ? amount : 0;
    }
}
