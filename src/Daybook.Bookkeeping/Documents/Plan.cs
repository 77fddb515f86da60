namespace Daybook.Bookkeeping;

/// <summary>The documents that a sync is to write, and the proof that they say what the records say.</summary>
public sealed record Plan
{
    /// <summary>In the order of writing.</summary>
    public required IReadOnlyList<Document> Documents { get; init; }

    /// <summary>Roles and tax codes that the merchant has mapped to nothing, in plain words; where there are any, nothing may be written.</summary>
    public required IReadOnlyList<string> Unmapped { get; init; }

    /// <summary>What a person should look at: amounts beyond what an order owes.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Per currency and account: what the effects say and what the documents say.</summary>
    public required IReadOnlyList<ProofLine> Proof { get; init; }

    /// <summary>Per currency and tax rate: the source's tax beside the rate's.</summary>
    public required IReadOnlyList<TaxCheck> Taxes { get; init; }
}

/// <summary>One account's movement told twice. A plan is right where both agree on every line. Debit is positive.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Account">The platform's id of the account.</param>
/// <param name="Effects">The sum of the records' differences.</param>
/// <param name="TaxRounding">What the platform, where it computes tax by itself, moves between the accounts of tax and rounding; over all accounts it sums to zero.</param>
/// <param name="Documents">The sum of the documents' double entries.</param>
public readonly record struct ProofLine(Currency Currency, string Account, decimal Effects, decimal TaxRounding, decimal Documents)
{
    public bool Holds => Effects + TaxRounding == Documents;
}

/// <summary>The source's tax beside what its rate would make of the same gross amount. The source's is what is booked.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="TaxCode">A rate in percent.</param>
/// <param name="Gross">The amount with tax.</param>
/// <param name="Source">The tax as the records state it.</param>
/// <param name="Formula">The tax inside <paramref name="Gross"/> at that rate, rounded half up.</param>
public readonly record struct TaxCheck(Currency Currency, string TaxCode, decimal Gross, decimal Source, decimal Formula)
{
    public decimal Difference => Formula - Source;
}

/// <summary>Receives each part of an effect as it goes into a document.</summary>
/// <param name="document">The document's id.</param>
/// <param name="record">The record's number.</param>
/// <param name="sale">The number of the order under which the record is settled; the record's own where it is an order, or no part of a sale.</param>
/// <param name="currency">The currency of the postings.</param>
/// <param name="postings">The part; valid only during the call.</param>
public delegate void PartSink(Guid document, long record, long sale, Currency currency, ReadOnlySpan<Posting> postings);
