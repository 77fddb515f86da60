using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Accounting;

/// <summary>Accounts of books as the wire has them.</summary>
internal static class AccountShape
{
    private static readonly string[] Types = ["Asset", "Expense", "Income", "Liability", "Equity"];

    public static bool IsBank(ChartAccount account) => account.Classification is "Asset.Bank" or "Asset.Cash" or "Liability.CreditCard";

    public static Account Of(ChartAccount account) => new()
    {
        Id = account.Id,
        NominalCode = account.NominalCode,
        Name = account.Name,
        FullyQualifiedCategory = account.Classification,
        FullyQualifiedName = $"{account.Classification}.{account.Name}",
        Type = Types.FirstOrDefault(type => account.Classification.Split('.')[0] == type) ?? "Unknown",
        Status = StatusOf(account),
        IsBankAccount = IsBank(account),
        ValidDatatypeLinks = [],
        Metadata = new RecordMetadata(IsDeleted: false),
    };

    public static BankAccount BankOf(ChartAccount account) => new()
    {
        Id = account.Id,
        AccountName = account.Name,
        AccountType = account.Classification.StartsWith("Liability", StringComparison.Ordinal) ? "Credit" : "Debit",
        NominalCode = account.NominalCode,
        Status = StatusOf(account),
        Metadata = new RecordMetadata(IsDeleted: false),
    };

    private static string StatusOf(ChartAccount account) => account.IsActive ? "Active" : "Archived";
}
