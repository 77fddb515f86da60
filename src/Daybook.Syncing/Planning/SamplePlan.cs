using System.Globalization;
using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>What a merchant's choices make of a made-up day: for shops that have no sales yet to show an example with.</summary>
public static class SamplePlan
{
    private const decimal CardSale = 24.00m;
    private const decimal CashSale = 6.00m;
    private const decimal Tip = 1.00m;
    private const decimal Fee = -0.42m;

    /// <summary>A sale by card with its fee, and one in cash, at the highest and the lowest tax rate that the merchant has chosen for.</summary>
    /// <param name="configuration">The merchant's choices.</param>
    /// <param name="chart">What is in the books to choose from.</param>
    /// <param name="shop">The shop's catalogue.</param>
    /// <param name="currency">The shop's currency.</param>
    /// <param name="day">The business day.</param>
    /// <param name="newId">Makes document ids.</param>
    public static Plan Of(SyncConfiguration configuration, Chart chart, ShopCatalogue shop, Currency currency, LocalDate day, Func<Guid> newId)
    {
        var moment = day.At(new LocalTime(12, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb[configuration.Schedule.TimeZone]).ToInstant();
        var settings = new PlanSettings(configuration.Presentation)
        {
            TakesTax = chart.TakesTax,
            TaxPercents = chart.TaxRates.Where(rate => rate.Percent is not null).ToDictionary(rate => rate.Id, rate => rate.Percent!.Value, StringComparer.Ordinal),
            LeavesDrafts = configuration.Sales.InvoiceStatus == SalesChoices.Draft,
        };
        var builder = new PlanBuilder(settings, newId, (_, _, _, _, _) => { });
        var rates = configuration.Sales.TaxRates.Keys.Select(rate => decimal.Parse(rate, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).ToList();
        var tip = configuration.Sales.Accounts.ContainsKey(AccountKeys.Gratuity) ? Tip : 0;
        var cashType = configuration.Payments.Accounts.ContainsKey(PaymentType.Cash.Key) ? PaymentType.Cash : PaymentType.Card;
        Add(1, "1001", CardSale, tip, rates.Max(), PaymentType.Card);
        Add(3, "1002", CashSale, 0, rates.Min(), cashType);
        if (configuration.Fees.SyncFees)
        {
            var fee = new Transaction { Id = "fee", Kind = RecordKind.PaymentFee, Amount = Fee, Currency = currency, CreatedAt = moment };
            builder.Add(new Entry(5, day, Effects.Of(fee, Role.PaymentAccount(PaymentType.Card)), null, fee.Id));
        }

        return builder.Build(AccountMapping.For(configuration, chart, shop));

        void Add(long record, string label, decimal total, decimal gratuity, decimal rate, PaymentType type)
        {
            var tax = currency.Round(total * rate / (100 + rate));
            var order = new Order
            {
                Id = label, Currency = currency, CreatedAt = moment, Total = total, Tax = tax, Gratuity = gratuity, Lines = [new OrderLine { Total = total, Tax = tax, Rate = rate }],
            };
            var payment = new Payment { Id = label, Amount = total + gratuity, Currency = currency, Type = type, Status = PaymentStatus.Paid, CreatedAt = moment };
            builder.Add(new Sale
            {
                Order = record,
                Label = label,
                OrderEntries = configuration.Sales.SyncSales ? [new Entry(record, day, Effects.Of(order, Catalogue.Empty, [payment]), null, label)] : [],
                PaymentEntries = configuration.Payments.SyncPayments ? [new Entry(record + 1, day, Effects.Of(payment, Role.PaymentAccount(type)), null, label)] : [],
            });
        }
    }
}
