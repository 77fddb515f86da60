namespace Daybook.Bookkeeping;

/// <summary>
/// Turns what is no part of a sale into documents of the invoice presentation: fees into a bill with its payment, returned fees into a bill
/// credit note with its refund, payouts and transfers into transfers, loans and cashback into a journal entry.
/// </summary>
internal static class CostSettlement
{
    public static void Settle(PlanBuilder plan, in Entry entry)
    {
        var costs = entry.Difference.Where(posting => posting.Role.IsCost).ToList();
        var moneys = entry.Difference.Where(posting => posting.Role.IsTender).ToList();
        if (costs.Count > 0 && costs.Count + moneys.Count == entry.Difference.Count && costs.Select(cost => Math.Sign(cost.Amount)).Distinct().Count() == 1)
        {
            Bill(plan, entry, costs, Transfer(plan, entry, moneys));
        }
        else if (entry.Difference.All(posting => posting.Role.IsTender || posting.Role.Kind is RoleKind.Payout or RoleKind.Transfer))
        {
            Transfer(plan, entry, [.. entry.Difference]);
        }
        else
        {
            plan.AddToJournal(entry, null);
        }
    }

    /// <summary>Moves money between accounts as long as there is money of both signs, and returns what is left.</summary>
    private static List<Posting> Transfer(PlanBuilder plan, in Entry entry, List<Posting> left)
    {
        var date = plan.Open(entry.Date);
        var currency = entry.Difference.Currency;
        while (left.Exists(money => money.Amount > 0) && left.Exists(money => money.Amount < 0))
        {
            var to = left.FindIndex(money => money.Amount > 0);
            var from = left.FindIndex(money => money.Amount < 0);
            var amount = Math.Min(left[to].Amount, -left[from].Amount);
            var transfer = plan.DraftOf(new DraftKey(DocumentKind.Transfer, date, currency, To: left[to].Role, From: left[from].Role, Record: entry.Record), entry.Date);
            transfer.Amount += amount;
            transfer.NoteAdjustment(entry);
            plan.AddPart(transfer, entry.Record, entry.Record, [new Posting(left[to].Role, amount), new Posting(left[from].Role, -amount)]);
            left[to] = left[to] with { Amount = left[to].Amount - amount };
            left[from] = left[from] with { Amount = left[from].Amount + amount };
            left.RemoveAll(money => money.Amount == 0);
        }

        return left;
    }

    /// <summary>What costs more goes on a bill and its payments, what costs less on a bill credit note and its refunds.</summary>
    private static void Bill(PlanBuilder plan, in Entry entry, List<Posting> costs, List<Posting> moneys)
    {
        var date = plan.Open(entry.Date);
        var currency = entry.Difference.Currency;
        var isBill = costs[0].Amount > 0;
        var bill = plan.DraftOf(new DraftKey(isBill ? DocumentKind.Bill : DocumentKind.BillCreditNote, date, currency), entry.Date);
        bill.NoteAdjustment(entry);
        foreach (var cost in costs)
        {
            plan.AddPart(bill, entry.Record, entry.Record, [new Posting(cost.Role, cost.Amount), new Posting(Role.Payable, -cost.Amount, bill.Id)]);
        }

        foreach (var money in moneys)
        {
            var kind = isBill ? DocumentKind.BillPayment : DocumentKind.BillRefund;
            var draft = plan.DraftOf(new DraftKey(kind, date, currency, To: money.Role, Target: bill.Id), entry.Date);
            draft.Amount += Math.Abs(money.Amount);
            plan.AddPart(draft, entry.Record, entry.Record, [new Posting(money.Role, money.Amount), new Posting(Role.Payable, -money.Amount, bill.Id)]);
        }
    }
}
