using Daybook.Wire;

namespace Daybook.Server.Reference.Examples;

internal static class AccountExamples
{
    public static readonly AccountRequest Request = new("income:sales:Tea", "Income", null);

    public static readonly Account Account = new()
    {
        Id = "income:sales:Tea",
        Name = "income:sales:Tea",
        FullyQualifiedCategory = "Income",
        FullyQualifiedName = "Income.income:sales:Tea",
        Type = "Income",
        Status = "Active",
        IsBankAccount = false,
        ValidDatatypeLinks = [],
        Metadata = new RecordMetadata(IsDeleted: false),
    };

    public static readonly BankAccount BankAccount = new()
    {
        Id = "assets:bank", AccountName = "assets:bank", AccountType = "Debit", Status = "Active", Metadata = new RecordMetadata(IsDeleted: false),
    };

    public static readonly AccountingCompany Company = new()
    {
        CompanyName = "Corner shop", AccountingPlatformRef = Ids.Books.ToString(), LedgerLockDate = "2026-01-31T00:00:00", Addresses = [], PhoneNumbers = [], WebLinks = [],
    };

    public static readonly PushOperation<Account> Created = new()
    {
        Data = Account,
        Changes = [new PushChange("Created", new PushedRecordRef("income:sales:Tea", "chartOfAccounts"))],
        DataType = "chartOfAccounts",
        CompanyId = Ids.Company,
        PushOperationKey = Ids.Dataset,
        DataConnectionKey = Ids.Books,
        RequestedOnUtc = Ids.Morning,
        CompletedOnUtc = Ids.Morning,
        Status = "Success",
        StatusCode = StatusCodes.Status200OK,
    };

    public static readonly PushOperation<Document> Written = new()
    {
        Data = SyncExamples.Invoice,
        Changes = [new PushChange("Created", new PushedRecordRef("DB-20261119-1", "invoices"))],
        DataType = "invoices",
        CompanyId = Ids.Company,
        PushOperationKey = Ids.Document,
        DataConnectionKey = Ids.Books,
        RequestedOnUtc = Ids.Morning,
        CompletedOnUtc = Ids.Morning,
        Status = "Success",
        StatusCode = StatusCodes.Status200OK,
    };
}
