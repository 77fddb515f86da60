using Daybook.Server.Reference.Examples;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class AccountingOperations
{
    private const string Data = "/companies/{companyId}/data";
    private const string Connection = "/companies/{companyId}/connections/{connectionId}";
    private const string NotLinked = "There is no Linked accounting connection to read from.";

    public static readonly Chapter Chapter = new("Books", "The company's books, read where they lie, and what has been written to them.",
    [
        Get(Data + "/accounts", "Lists the accounts of the books").Listing(AccountExamples.Account).Conflicting(NotLinked),
        Get(Data + "/accounts/{accountId}", "Reads an account").Giving(AccountExamples.Account).Conflicting(NotLinked),
        Post(Connection + "/push/accounts", "Creates an account", "One that is there already changes nothing.")
            .With(new Parameter("timeoutInMinutes", "Not looked at: an account is created at once.", "1", IsNumber: true)).Taking(AccountExamples.Request).Giving(AccountExamples.Created),
        Get(Connection + "/data/bankAccounts", "Lists the accounts that money lies on").Listing(AccountExamples.BankAccount).Conflicting(NotLinked),
        Get(Connection + "/data/bankAccounts/{accountId}", "Reads a bank account").Giving(AccountExamples.BankAccount).Conflicting(NotLinked),
        Get(Data + "/info", "Reads the company as its books know it").Giving(AccountExamples.Company).Conflicting(NotLinked),
        Get("/companies/{companyId}/push", "Lists what was written to the books", "Newest first; each is a document of a sync.").Listing(AccountExamples.Written),
        Get("/companies/{companyId}/push/{pushOperationKey}", "Reads one write").Giving(AccountExamples.Written),
    ]);
}
