using Daybook.Bookkeeping;

namespace Daybook.Syncing.Tests.Histories;

/// <summary>The same books by another way: all current records at once, each looked up by a plain search, summed by account. No plan, no days, no settlement.</summary>
internal static class NaiveBooks
{
    public static SortedDictionary<string, decimal> Of(IEnumerable<object> contents, AccountMap accounts, bool vouchersTaxedAtSale = false)
    {
        var all = contents.ToList();
        var products = all.OfType<CatalogueItem>().Where(item => item.Rate is null).ToDictionary(item => item.Id, item => new Product(item.IsGiftCard, item.Category ?? ""));
        var catalogue = new Catalogue(products, new Dictionary<string, decimal>());
        var orders = all.OfType<Order>().Where(order => Bookable.Reason(order) is null).ToList();
        var payments = all.OfType<Payment>().ToList();
        var transactions = all.OfType<Transaction>().ToList();
        var effects = new List<Effect>();
        foreach (var order in orders)
        {
            var own = payments.Where(payment => TieOf(payment, transactions)?.Source?.Id == order.Id).ToList();
            effects.Add(Effects.Of(order, catalogue, own));
            effects.AddRange(own.Select(payment => vouchersTaxedAtSale && payment.Type == PaymentType.Prepaid
                ? Effects.OfTaxedVoucher(payment, order, catalogue)
                : Effects.Of(payment, Role.PaymentAccount(payment.Type))));
        }

        foreach (var transaction in transactions.Where(transaction => !transaction.Kind.IsTie() && Bookable.Reason(transaction) is null))
        {
            var type = PaymentType.Card;
            if (transaction.Kind.IsFee() && transaction.Source is { } source)
            {
                if (payments.Find(payment => payment.Id == source.Id) is not { } payment)
                {
                    continue;
                }

                type = payment.Type;
            }

            effects.Add(Effects.Of(transaction, Role.PaymentAccount(type)));
        }

        var sums = effects.SelectMany(effect => effect.Select(posting => (Key: $"{accounts.AccountOf(posting.Role)} {effect.Currency}", posting.Amount)))
            .GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.Sum(line => line.Amount));
        return new SortedDictionary<string, decimal>(sums.Where(sum => sum.Value != 0).ToDictionary(), StringComparer.Ordinal);
    }

    private static Transaction? TieOf(Payment payment, List<Transaction> transactions) =>
        transactions.Find(tie => tie.Kind == RecordKind.PaymentTransaction && tie.Id == payment.Id) ?? transactions.Find(tie => tie.Kind == RecordKind.RefundTransaction && tie.Id == payment.Id);
}
