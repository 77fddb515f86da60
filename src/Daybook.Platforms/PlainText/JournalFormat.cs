namespace Daybook.Platforms.PlainText;

/// <summary>Whose language a journal is written in.</summary>
public enum JournalFormat
{
    /// <summary>Read by hledger and Ledger alike.</summary>
    Ledger = 0,

    Beancount = 1,
}
