using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>Decides of each record what its effect is now, what of that is not in the books, and on which day it belongs there; or why it is not booked.</summary>
internal sealed class Assessment
{
    private const string SalesOff = "Sales are not synced for this company.";
    private const string PaymentsOff = "Payments are not synced for this company.";
    private const string Deleted = "(deleted)";
    private const string FeesOff = "Fees are not synced for this company.";

    private readonly SyncConfiguration configuration;
    private readonly Catalogue catalogue;
    private readonly PlanBuilder plan;
    private readonly long planned;
    private readonly bool looksAtAll;
    private readonly PaymentIndex paymentIndex;
    private readonly Dating dating;
    private readonly AccountMap accounts;
    private readonly Dictionary<long, Deferral> deferrals = [];

    public Assessment(PlanRequest request, WorkRange range, long planned, PaymentIndex payments, PlanBuilder plan)
    {
        looksAtAll = range.After < 0;
        paymentIndex = payments;
        configuration = request.Configuration;
        catalogue = request.Catalogue.Catalogue;
        accounts = request.Accounts;
        this.plan = plan;
        this.planned = planned;
        dating = new Dating(configuration.Schedule.BusinessDay, request.From, request.To);
    }

    public IReadOnlyCollection<Deferral> Deferrals => deferrals.Values;

    public int Looked { get; private set; }

    /// <summary>An order with all its payments.</summary>
    public void Assess(in StoredRecord order, List<KnownPayment> payments, RecordBooks books)
    {
        Looked += 1 + payments.Count;
        var content = order.Content as Order;
        var effect = EffectOf(order, content, payments, out var paymentsWaitFor);
        var label = content?.Label ?? Deleted;
        var sale = new Sale
        {
            Order = order.Number,
            Label = label,
            Location = content?.Location,
            OrderEntries = Entries(order.Number, order.Number, label, content?.CreatedAt, ChangeOf(order, payments), effect, books),
            PaymentEntries = PaymentEntries(order.Number, content, payments, paymentsWaitFor, label, books),
            Open = ReferenceEquals(books, RecordBooks.Empty) ? [] : books.Open(order.Number),
        };
        if (sale.OrderEntries.Count > 0 || sale.PaymentEntries.Count > 0 || sale.Open.Count > 1)
        {
            plan.Add(sale);
        }
    }

    /// <summary>Notes why a payment whose order is not known is not booked; where it was in the books, the order that it was settled under gives it back.</summary>
    public void NoteWithoutOrder(in KnownPayment payment, string reason)
    {
        Looked++;
        EffectOf(payment, null, reason);
    }

    /// <summary>A transaction that is no tie: a fee with its payment, or a movement of the balance.</summary>
    /// <param name="record">The transaction.</param>
    /// <param name="payment">The type of the payment that it names, or null where that has not arrived.</param>
    /// <param name="paymentChanged">When that payment changed since the last plan, or null.</param>
    /// <param name="books">What is in the books of the transaction.</param>
    public void Assess(in StoredRecord record, PaymentType? payment, Instant? paymentChanged, RecordBooks books)
    {
        Looked++;
        var content = record.Content as Transaction;
        Effect? effect = null;
        if (content is not null && Bookable.Reason(content) is { } reason)
        {
            SetAside(record.Number, reason);
        }
        else if (content is not null && !IsSynced(content))
        {
            Off(record.Number, record.Kind.IsFee() ? FeesOff : PaymentsOff);
        }
        else if (content is not null && record.Kind.IsFee() && record.Link is not null && payment is null)
        {
            Wait(record.Number, "The payment that it belongs to has not arrived.");
        }
        else if (content is not null)
        {
            effect = Effects.Of(content, TenderOf(payment ?? PaymentType.Card));
        }

        var changed = record.Sequence > planned ? record.Changed : paymentChanged ?? ChangeOf(record.Sequence, record.Changed);
        foreach (var entry in Entries(record.Number, record.Number, content?.Id ?? Deleted, content?.CreatedAt, changed, effect, books))
        {
            plan.Add(entry);
        }
    }

    /// <summary>Notes a record whose counterpart has not arrived.</summary>
    public void Wait(long record, string reason) => Defer(new Deferral(record, RecordState.Waiting, Instant.MinValue, reason));

    private void SetAside(long record, string reason) => Defer(new Deferral(record, RecordState.SetAside, Instant.MaxValue, reason));

    private void Off(long record, string reason) => Defer(new Deferral(record, RecordState.Pending, Instant.MaxValue, reason));

    /// <summary>The first reason is told; the earliest moment counts, since what is in the books of the record may have to leave them before.</summary>
    private void Defer(Deferral deferral) =>
        deferrals[deferral.Record] = deferrals.TryGetValue(deferral.Record, out var known)
            ? known with { Due = Instant.Min(known.Due, deferral.Due) }
            : deferral;

    /// <summary>The order's effect, or null with what its payments wait for.</summary>
    private Effect? EffectOf(in StoredRecord order, Order? content, List<KnownPayment> payments, out string? paymentsWaitFor)
    {
        paymentsWaitFor = null;
        if (content is null)
        {
            paymentsWaitFor = "Its order was deleted.";
            return null;
        }

        var effect = Effects.TryOf(content, catalogue, Current(payments), out var reason);
        if (reason is not null)
        {
            SetAside(order.Number, reason);
            paymentsWaitFor = "Its order is set aside.";
            return null;
        }

        if (!configuration.Sales.SyncSales)
        {
            Off(order.Number, SalesOff);
            paymentsWaitFor = SalesOff;
            return null;
        }

        return effect;
    }

    private static List<Payment> Current(List<KnownPayment> payments)
    {
        if (payments.Count == 0)
        {
            return [];
        }

        var current = new List<Payment>(payments.Count);
        foreach (var payment in payments)
        {
            if (payment is { IsTied: true, Content: { } content } && Bookable.Reason(content) is null)
            {
                current.Add(content);
            }
        }

        return current;
    }

    private List<Entry> PaymentEntries(long sale, Order? order, List<KnownPayment> own, string? waitFor, string label, RecordBooks books)
    {
        var entries = new List<Entry>(own.Count);
        foreach (var payment in own)
        {
            var effect = EffectOf(payment, order, waitFor);
            entries.AddRange(Entries(sale, payment.Number, label, payment.Content?.CreatedAt, ChangeOf(payment.Sequence, payment.Changed), effect, books));
        }

        if (!ReferenceEquals(books, RecordBooks.Empty))
        {
            foreach (var moved in books.RecordsOf(sale).Where(record => record != sale && !own.Exists(payment => payment.Number == record)))
            {
                Instant? changed = paymentIndex.SeenBefore.TryGetValue(moved, out var moment) ? moment : null;
                entries.AddRange(Entries(sale, moved, label, null, changed, null, books));
            }
        }

        return entries;
    }

    private Effect? EffectOf(in KnownPayment payment, Order? order, string? waitFor)
    {
        if (payment.Content is not { } content)
        {
            return null;
        }

        if (Bookable.Reason(content) is { } reason)
        {
            SetAside(payment.Number, reason);
            return null;
        }

        if (!configuration.Payments.SyncPayments)
        {
            Off(payment.Number, PaymentsOff);
            return null;
        }

        if (waitFor is not null || !payment.IsTied)
        {
            Wait(payment.Number, waitFor ?? "No transaction ties it to an order yet.");
            return null;
        }

        return order is not null && configuration.Sales.VouchersTaxedAtSale && content.Type == PaymentType.Prepaid
            ? Effects.OfTaxedVoucher(content, order, catalogue)
            : Effects.Of(content, TenderOf(content.Type));
    }

    /// <summary>The account of a payment type; where the merchant keeps a suspense account, that for types not mapped yet.</summary>
    private Role TenderOf(PaymentType type)
    {
        var account = Role.PaymentAccount(type);
        return configuration.Payments.Accounts.ContainsKey("suspense") && accounts.AccountOf(account) is null ? Role.Suspense(type) : account;
    }

    private bool IsSynced(Transaction transaction) =>
        transaction.Kind.IsFee() ? configuration.Fees.SyncFees
        : transaction.Kind is RecordKind.Payout or RecordKind.FailedPayout ? configuration.Payments.SyncPayments
        : configuration.Payments.SyncPayments || configuration.Fees.SyncFees;

    private List<Entry> Entries(long sale, long record, string label, Instant? created, Instant? changed, Effect? effect, RecordBooks books)
    {
        if (ReferenceEquals(books, RecordBooks.Empty) && effect is { IsZero: false })
        {
            return FirstEntry(record, label, created, effect);
        }

        var entries = new List<Entry>(1);
        LocalDate? firstDay = null;
        foreach (var difference in books.Unposted(sale, record, effect))
        {
            firstDay ??= books.FirstDay(record);
            if (dating.TryDate(record, created, changed, firstDay, out var date, out var deferral))
            {
                entries.Add(new Entry(record, date, difference, firstDay, label));
            }
            else
            {
                Defer(deferral);
            }
        }

        return entries;
    }

    /// <summary>The entry of a record that was never looked at before: most are.</summary>
    private List<Entry> FirstEntry(long record, string label, Instant? created, Effect effect)
    {
        if (dating.TryDate(record, created, null, null, out var date, out var deferral))
        {
            return [new Entry(record, date, effect, null, label)];
        }

        Defer(deferral);
        return [];
    }

    /// <summary>When the order's effect last changed: with the order, else with a payment that rounds it, else (null) with the catalogue.</summary>
    private Instant? ChangeOf(in StoredRecord order, List<KnownPayment> own)
    {
        if (order.Sequence > planned)
        {
            return order.Changed;
        }

        var changed = ChangeOf(order.Sequence, order.Changed);
        foreach (var payment in own)
        {
            if (ChangeOf(payment.Sequence, payment.Changed) is { } moment && (changed is null || moment > changed))
            {
                changed = moment;
            }
        }

        return changed;
    }

    /// <summary>When a record changed to what is not in the books; null where only the catalogue, for which all records are looked at, can have changed since the last plan.</summary>
    private Instant? ChangeOf(long sequence, Instant changed) => sequence > planned || !looksAtAll ? changed : null;
}
