using System.Runtime.InteropServices;
using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>
/// Turns one sale into documents of the invoice presentation. Amounts that the customer owes go on the day's invoice, those owed to the customer
/// on its credit note; money received settles what is owed, oldest first, money given back the credits; what is left of credit settles what is left
/// of debt; money of both signs beyond that is a transfer; and what then remains is credit or debt of the sales customer, listed as a problem.
/// </summary>
internal sealed class SaleSettlement(PlanBuilder plan, Sale sale)
{
    private readonly List<OpenItem> open = sale.Open.Count == 0 ? new(1) : [.. sale.Open];

    public void Settle()
    {
        foreach (var entry in sale.OrderEntries)
        {
            Invoice(entry);
        }

        foreach (var entry in sale.PaymentEntries)
        {
            if (VoucherIn(entry.Difference) is { } voucher)
            {
                Invoice(entry with { Difference = voucher });
            }
        }

        foreach (var day in InOrderOfDays(sale.PaymentEntries))
        {
            SettleMoney(day);
        }

        if (plan.AllocatesCredits)
        {
            AllocateCredits();
        }
    }

    /// <summary>What of a payment's difference is a voucher that was taxed when it was sold, or null: no money moves by it, a credit is given.</summary>
    private static Effect? VoucherIn(Effect difference)
    {
        if (difference.All(posting => posting.Role.IsTender || posting.Role.Kind == RoleKind.Receivable))
        {
            return null;
        }

        var voucher = new EffectBuilder(difference.Currency);
        foreach (var posting in difference.Where(posting => !posting.Role.IsTender && posting.Role.Kind != RoleKind.Receivable))
        {
            voucher.Add(posting.Role, posting.Amount);
            voucher.Add(Role.Receivable, -posting.Amount);
        }

        return voucher.Build();
    }

    private static IEnumerable<List<Entry>> InOrderOfDays(IReadOnlyList<Entry> entries) =>
        entries.Count == 0 ? []
        : entries.Count == 1 ? [[entries[0]]]
        : entries.GroupBy(entry => (entry.Date, entry.Difference.Currency)).OrderBy(day => day.Key.Date).Select(day => day.OrderBy(entry => entry.Record).ToList());

    private void Invoice(in Entry entry)
    {
        var difference = entry.Difference;
        var receivable = difference.Of(Role.Receivable);
        if (receivable == 0)
        {
            plan.AddToJournal(entry, sale);
            return;
        }

        var invoice = new List<Posting>(difference.Count);
        if (TaxedLine.AllOwed(difference))
        {
            foreach (var posting in difference.AsSpan())
            {
                if (posting.Role.Kind != RoleKind.Receivable)
                {
                    invoice.Add(posting);
                }
            }

            AddDocument(DocumentKind.SalesInvoice, entry, invoice);
            return;
        }

        var credit = new List<Posting>();
        var journal = new List<Posting>();
        foreach (var line in TaxedLine.Of(difference))
        {
            var owed = line.Role.Kind == RoleKind.Rounding ? receivable > 0 : line.Gross < 0;
            line.Divide(owed ? invoice : credit, journal);
        }

        AddDocument(DocumentKind.SalesInvoice, entry, invoice);
        AddDocument(DocumentKind.CreditNote, entry, credit);
        if (journal.Count > 0)
        {
            var key = new DraftKey(DocumentKind.Journal, plan.Open(entry.Date), difference.Currency, plan.Grouped(sale.Location));
            var draft = plan.DraftOf(key, entry.Date);
            draft.NoteAdjustment(entry);
            plan.AddPart(draft, entry.Record, sale.Order, CollectionsMarshal.AsSpan(journal));
        }
    }

    private void AddDocument(DocumentKind kind, in Entry entry, List<Posting> postings)
    {
        if (postings.Count == 0)
        {
            return;
        }

        decimal amount = 0;
        foreach (var posting in postings)
        {
            amount -= posting.Amount;
        }

        var currency = entry.Difference.Currency;
        var key = new DraftKey(kind, plan.Open(entry.Date), currency, plan.Grouped(sale.Location));
        var draft = plan.DraftOf(key, entry.Date);
        draft.NoteAdjustment(entry);
        postings.Add(new Posting(Role.Receivable, amount, draft.Id));
        plan.AddPart(draft, entry.Record, sale.Order, CollectionsMarshal.AsSpan(postings));
        open.Add(new OpenItem(draft.Id, kind, key.Date, currency, amount));
    }

    private void SettleMoney(List<Entry> entries)
    {
        var received = new List<Money>();
        var given = new List<Money>();
        foreach (var entry in entries)
        {
            foreach (var posting in entry.Difference)
            {
                if (posting.Role.IsTender)
                {
                    (posting.Amount > 0 ? received : given).Add(new Money(entry, posting.Role, Math.Abs(posting.Amount)));
                }
            }
        }

        SettleAgainst(received, DocumentKind.Payment, owedByCustomer: true);
        SettleAgainst(given, DocumentKind.Refund, owedByCustomer: false);
        Transfer(received, given);
        foreach (var money in received)
        {
            Keep(money, DocumentKind.Overpayment, -1);
        }

        foreach (var money in given)
        {
            Keep(money, DocumentKind.Overrefund, 1);
        }
    }

    private void SettleAgainst(List<Money> moneys, DocumentKind kind, bool owedByCustomer)
    {
        foreach (var money in moneys)
        {
            for (var i = 0; i < open.Count && money.Left > 0; i++)
            {
                var item = open[i];
                if (item.Currency != money.Entry.Difference.Currency || (owedByCustomer ? item.Amount <= 0 : item.Amount >= 0))
                {
                    continue;
                }

                var amount = Math.Min(money.Left, Math.Abs(item.Amount));
                var signed = owedByCustomer ? amount : -amount;
                var date = plan.Open(money.Entry.Date);
                var draft = plan.DraftOf(new DraftKey(kind, date, item.Currency, To: money.Role, Target: item.Document), money.Entry.Date);
                draft.Amount += amount;
                draft.NoteAdjustment(money.Entry);
                plan.AddPart(draft, money.Entry.Record, sale.Order, [new Posting(money.Role, signed), new Posting(Role.Receivable, -signed, item.Document)]);
                open[i] = item with { Amount = item.Amount - signed };
                money.Left -= amount;
            }
        }

        moneys.RemoveAll(money => money.Left == 0);
    }

    /// <summary>Money given back out of another account than it came in by: it moves between the merchant's accounts.</summary>
    private void Transfer(List<Money> received, List<Money> given)
    {
        while (received.Count > 0 && given.Count > 0)
        {
            var (to, from) = (received[0], given[0]);
            var amount = Math.Min(to.Left, from.Left);
            var date = plan.Open(to.Entry.Date);
            var kind = to.Role == from.Role ? DocumentKind.Netted : DocumentKind.Transfer;
            var draft = plan.DraftOf(new DraftKey(kind, date, to.Entry.Difference.Currency, To: to.Role, From: from.Role), to.Entry.Date);
            draft.Amount += amount;
            plan.AddPart(draft, to.Entry.Record, sale.Order, [new Posting(to.Role, amount), new Posting(Role.Receivable, -amount, draft.Id)]);
            plan.AddPart(draft, from.Entry.Record, sale.Order, [new Posting(from.Role, -amount), new Posting(Role.Receivable, amount, draft.Id)]);
            to.Left -= amount;
            from.Left -= amount;
            received.RemoveAll(money => money.Left == 0);
            given.RemoveAll(money => money.Left == 0);
        }
    }

    private void Keep(Money money, DocumentKind kind, int sign)
    {
        var currency = money.Entry.Difference.Currency;
        var date = plan.Open(money.Entry.Date);
        var draft = plan.DraftOf(new DraftKey(kind, date, currency, To: money.Role), money.Entry.Date);
        draft.Amount += money.Left;
        plan.AddPart(draft, money.Entry.Record, sale.Order, [new Posting(money.Role, -sign * money.Left), new Posting(Role.Receivable, sign * money.Left, draft.Id)]);
        open.Add(new OpenItem(draft.Id, kind, date, currency, sign * money.Left));
        plan.Problem(kind == DocumentKind.Overpayment
            ? $"Order {sale.Label}: {money.Left} {currency} more was paid than it owes on {money.Entry.Date:uuuu-MM-dd}; it is kept as credit of the sales customer."
            : $"Order {sale.Label}: {money.Left} {currency} more was given back than it was credited on {money.Entry.Date:uuuu-MM-dd}; the sales customer owes it until the order is corrected.");
    }

    private void AllocateCredits()
    {
        for (var c = 0; c < open.Count; c++)
        {
            for (var d = 0; d < open.Count && open[c].Amount < 0; d++)
            {
                if (open[d].Amount <= 0 || open[d].Currency != open[c].Currency)
                {
                    continue;
                }

                var (credit, debit) = (open[c], open[d]);
                var amount = Math.Min(-credit.Amount, debit.Amount);
                var date = plan.Open(LocalDate.Max(credit.Date, debit.Date));
                var key = new DraftKey(DocumentKind.CreditAllocation, date, credit.Currency, Target: debit.Document, Source: credit.Document);
                var draft = plan.DraftOf(key, date);
                draft.Amount += amount;
                plan.AddPart(
                    draft,
                    sale.Order,
                    sale.Order,
                    [new Posting(Role.Receivable, amount, credit.Document), new Posting(Role.Receivable, -amount, debit.Document)]);
                open[c] = credit with { Amount = credit.Amount + amount };
                open[d] = debit with { Amount = debit.Amount - amount };
            }
        }
    }

    private sealed class Money(Entry entry, Role role, decimal left)
    {
        public Entry Entry { get; } = entry;

        public Role Role { get; } = role;

        public decimal Left { get; set; } = left;
    }
}
