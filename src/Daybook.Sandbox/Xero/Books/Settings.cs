using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>The organisation, its accounts and contacts.</summary>
internal static class Settings
{
    private static readonly string[] Changeable = ["Status", "Name", "Code"];

    public static Reply Organisation(XeroOrganisation books)
    {
        var organisation = new JsonObject
        {
            ["OrganisationID"] = books.Id.ToString(),
            ["Name"] = books.Name,
            ["LegalName"] = books.Name,
            ["PaysTax"] = true,
            ["Version"] = "UK",
            ["OrganisationType"] = "COMPANY",
            ["BaseCurrency"] = books.Currency,
            ["CountryCode"] = "GB",
            ["IsDemoCompany"] = false,
            ["OrganisationStatus"] = "ACTIVE",
            ["FinancialYearEndDay"] = 31,
            ["FinancialYearEndMonth"] = 3,
            ["SalesTaxBasis"] = "ACCRUAL",
            ["SalesTaxPeriod"] = "QUARTERLY",
            ["Timezone"] = "GMTSTANDARDTIME",
            ["Class"] = "STANDARD",
            ["Edition"] = "BUSINESS",
        };
        if (books.PeriodLockDate is { } period)
        {
            organisation["PeriodLockDate"] = Fields.Stamp(period);
        }

        if (books.EndOfYearLockDate is { } year)
        {
            organisation["EndOfYearLockDate"] = Fields.Stamp(year);
        }

        return books.Reply("Organisations", [organisation]);
    }

    public static Reply CreateAccount(XeroOrganisation books, Question question)
    {
        var given = question.Body ?? throw new BadRequestException(17, "NoDataProcessedException", "No data has been processed for this endpoint.");
        var error = books.Accounts.Exists(account => account.Text("Name") == given.Text("Name")) ? "Please enter a unique Name."
            : books.Accounts.Exists(account => account.Text("Code") == given.Text("Code")) ? "Please enter a unique Code."
            : given.Text("Code").Length > 10 ? "Account Code is too long. Maximum of 10 characters allowed"
            : null;
        if (error is not null)
        {
            var echo = given.DeepClone().AsObject();
            echo["ValidationErrors"] = new JsonArray(new JsonObject { ["Message"] = error });
            return Xero.Reply.Bad(10, "ValidationException", "A validation exception occurred", [echo]);
        }

        var created = DemoOrganisation.Account(books, given.Text("Code"), given.Text("Name"), given.Text("Type"), given.Text("TaxType") is { Length: > 0 } tax ? tax : "NONE");
        created["EnablePaymentsToAccount"] = given["EnablePaymentsToAccount"]?.GetValue<bool>() ?? false;
        books.Accounts.Add(created);
        return books.Reply("Accounts", [created]);
    }

    public static Reply ChangeAccount(XeroOrganisation books, Question question, string id)
    {
        var account = books.Account(id) ?? throw new MissingException();
        foreach (var name in Changeable.Where(name => question.Elements("Accounts")[0].Has(name)))
        {
            account[name] = question.Elements("Accounts")[0].Text(name);
        }

        return books.Reply("Accounts", [account]);
    }

    public static Reply CreateContacts(XeroOrganisation books, Question question)
    {
        var created = question.Elements("Contacts").Select(given => DemoOrganisation.Contact(books, given.Text("Name"))).ToList();
        if (created.Find(contact => books.Contacts.Exists(other => other.Text("Name") == contact.Text("Name"))) is { } taken)
        {
            var echo = taken.DeepClone().AsObject();
            echo["ValidationErrors"] = new JsonArray(new JsonObject
            {
                ["Message"] = $"The contact name {taken.Text("Name")} is already assigned to another contact. The contact name must be unique across all active contacts.",
            });
            return Xero.Reply.Bad(10, "ValidationException", "A validation exception occurred", [echo]);
        }

        books.Contacts.AddRange(created);
        return books.Reply("Contacts", created);
    }
}
