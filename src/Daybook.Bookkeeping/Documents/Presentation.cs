namespace Daybook.Bookkeeping;

/// <summary>How a day is shown in the books. Both show the same account movements; it is fixed once a company is configured.</summary>
public enum Presentation : byte
{
    /// <summary>Sales invoices, credit notes, payments, bills and transfers.</summary>
    Invoices = 0,

    /// <summary>One journal entry.</summary>
    Journal = 1,
}
