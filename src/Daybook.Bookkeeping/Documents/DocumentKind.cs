namespace Daybook.Bookkeeping;

/// <summary>What a document is. The numbers are stored: never change one. Documents are written in the order of <see cref="DocumentKinds.Rank"/>.</summary>
public enum DocumentKind : byte
{
    /// <summary>A journal entry: the sums by account. In the invoice presentation, what leaves the receivable unchanged.</summary>
    Journal = 1,

    /// <summary>A day's sales.</summary>
    SalesInvoice = 2,

    /// <summary>What a day's sales gave back.</summary>
    CreditNote = 3,

    /// <summary>Money received, on a sales invoice (or on money given back too early).</summary>
    Payment = 4,

    /// <summary>Money given back, on a credit note (or on an overpayment).</summary>
    Refund = 5,

    /// <summary>A credit set against an invoice: no money moves.</summary>
    CreditAllocation = 6,

    /// <summary>Money received beyond what the orders owe: credit of the sales customer.</summary>
    Overpayment = 7,

    /// <summary>Money given back that no credit note covers yet: the sales customer owes it.</summary>
    Overrefund = 8,

    /// <summary>The payment provider's fees.</summary>
    Bill = 9,

    /// <summary>Fees as the provider took them: out of a payment account.</summary>
    BillPayment = 10,

    /// <summary>Fees that the provider gave back.</summary>
    BillCreditNote = 11,

    /// <summary>Returned fees as the provider gave them: into a payment account.</summary>
    BillRefund = 12,

    /// <summary>Money moved between two accounts of the merchant.</summary>
    Transfer = 13,

    /// <summary>Amounts that cancel out to nothing: in the books without a document.</summary>
    Netted = 14,
}

/// <summary>What is known of a kind of document.</summary>
public static class DocumentKinds
{
    /// <summary>The order of writing: what others settle comes first.</summary>
    public static int Rank(this DocumentKind kind) => kind switch
    {
        DocumentKind.SalesInvoice => 0,
        DocumentKind.CreditNote => 1,
        DocumentKind.Journal => 2,
        DocumentKind.Bill => 3,
        DocumentKind.BillCreditNote => 4,
        DocumentKind.Overpayment => 5,
        DocumentKind.Overrefund => 6,
        DocumentKind.Payment => 7,
        DocumentKind.Refund => 8,
        DocumentKind.BillPayment => 9,
        DocumentKind.BillRefund => 10,
        DocumentKind.Transfer => 11,
        DocumentKind.CreditAllocation => 12,
        _ => 13,
    };
}
