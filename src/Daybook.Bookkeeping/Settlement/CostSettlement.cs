namespace Daybook.Bookkeeping;

/// <summary>
/// Turns what is no part of a sale into documents of the invoice presentation: fees into a bill with its payment, returned fees into a bill
/// credit note with its refund, payouts and transfers into transfers, loans and cashback into a journal entry.
/// </summary>
internal static class CostSettlement
{
    public static void Settle(PlanBuilder plan, in Entry entry)
    {
        var difference = entry.Difference;
        if (difference.Any(posting => posting.Role.IsCost))
        {
            Bill(plan, entry);
        }
        else if (difference.Count == 2 && difference.All(posting => posting.Role.IsTender || posting.Role.Kind is RoleKind.Payout or RoleKind.Transfer))
        {
            var to = difference.Single(posting => posting.Amount > 0);
            var from = difference.Single(posting => posting.Amount < 0);
            Transfer(plan, entry, to, from);
        }
        else
        {
            plan.AddToJournal(entry, null);
        }
    }

    private static void Transfer(PlanBuilder plan, in Entry entry, Posting to, Posting from)
    {
        var date = plan.Open(entry.Date);
        var key = new DraftKey(DocumentKind.Transfer, date, entry.Difference.Currency, To: to.Role, From: from.Role, Record: entry.Record);
        var transfer = plan.DraftOf(key, entry.Date);
        transfer.Amount += to.Amount;
        transfer.NoteAdjustment(entry);
        plan.AddPart(transfer, entry.Record, [to, from]);
    }

    /// <summary>A difference with fees in it: what costs more goes on a bill and its payments, what costs less on a bill credit note and its refunds.</summary>
    private static void Bill(PlanBuilder plan, in Entry entry)
    {
        var difference = entry.Difference;
        var date = plan.Open(entry.Date);
        decimal billed = 0;
        foreach (var cost in difference)
        {
            if (!cost.Role.IsCost)
            {
                continue;
            }

            billed += cost.Amount;
            var bill = BillOf(plan, entry, cost.Amount > 0);
            bill.NoteAdjustment(entry);
            plan.AddPart(bill, entry.Record, [cost with { Item = default }, new Posting(Role.Payable, -cost.Amount, bill.Id)]);
        }

        foreach (var money in difference)
        {
            if (money.Role.IsCost)
            {
                continue;
            }

            // Money that left pays the bill, money that came back refunds the credit note.
            var isPayment = money.Amount < 0;
            var target = BillOf(plan, entry, isPayment);
            var kind = isPayment ? DocumentKind.BillPayment : DocumentKind.BillRefund;
            var draft = plan.DraftOf(new DraftKey(kind, date, difference.Currency, To: money.Role, Target: target.Id), entry.Date);
            draft.Amount += Math.Abs(money.Amount);
            plan.AddPart(draft, entry.Record, [money with { Item = default }, new Posting(Role.Payable, -money.Amount, target.Id)]);
        }
    }

    private static Draft BillOf(PlanBuilder plan, in Entry entry, bool costs) =>
        plan.DraftOf(
            new DraftKey(costs ? DocumentKind.Bill : DocumentKind.BillCreditNote, plan.Open(entry.Date), entry.Difference.Currency),
            entry.Date);
}
