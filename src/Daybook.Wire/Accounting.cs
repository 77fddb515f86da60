namespace Daybook.Wire;

/// <summary>An account of a company's books.</summary>
public sealed record Account
{
    /// <summary>The platform's id.</summary>
    public required string Id { get; init; }

    public string? NominalCode { get; init; }

    public required string Name { get; init; }

    /// <summary>Such as <c>Asset.Bank</c>.</summary>
    public required string FullyQualifiedCategory { get; init; }

    public required string FullyQualifiedName { get; init; }

    /// <summary>Asset, Expense, Income, Liability, Equity or Unknown.</summary>
    public required string Type { get; init; }

    /// <summary><c>Active</c> or <c>Archived</c>.</summary>
    public required string Status { get; init; }

    public required bool IsBankAccount { get; init; }

    /// <summary>What links may name it: always empty.</summary>
    public required IReadOnlyList<string> ValidDatatypeLinks { get; init; }

    public required RecordMetadata Metadata { get; init; }
}

/// <summary>What is known of a record beside its content.</summary>
public sealed record RecordMetadata(bool IsDeleted);

/// <summary>An account of a company's books that money lies on.</summary>
public sealed record BankAccount
{
    /// <summary>The platform's id.</summary>
    public required string Id { get; init; }

    public required string AccountName { get; init; }

    /// <summary><c>Debit</c>, or <c>Credit</c> for what is owed on a card.</summary>
    public required string AccountType { get; init; }

    public string? NominalCode { get; init; }

    /// <summary><c>Active</c> or <c>Archived</c>.</summary>
    public required string Status { get; init; }

    public required RecordMetadata Metadata { get; init; }
}

/// <summary>A company as its books know it.</summary>
public sealed record AccountingCompany
{
    public required string CompanyName { get; init; }

    /// <summary>What the books are found by.</summary>
    public required string AccountingPlatformRef { get; init; }

    /// <summary>The last day closed to new documents, as a date and time; absent where none is.</summary>
    public string? LedgerLockDate { get; init; }

    public required IReadOnlyList<string> Addresses { get; init; }

    public required IReadOnlyList<string> PhoneNumbers { get; init; }

    public required IReadOnlyList<string> WebLinks { get; init; }
}

/// <summary>Creates an account in the company's books.</summary>
/// <param name="Name">In the plain-text ledger two or more parts separated by colons, such as <c>income:sales:Food</c>.</param>
/// <param name="Type">Asset, Liability, Equity, Income or Expense; absent: as the first part of the name says.</param>
/// <param name="FullyQualifiedCategory">The type with what is to be said beyond it, such as <c>Asset.Bank</c>; absent: the type alone.</param>
/// <param name="NominalCode">Its code; absent: the platform gives one, where it needs one.</param>
public sealed record AccountRequest(string? Name, string? Type, string? FullyQualifiedCategory, string? NominalCode = null);
