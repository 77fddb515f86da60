using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>Money spent, received and moved on bank accounts.</summary>
internal static class Banking
{
    private static readonly string[] Sides = ["FromBankTransactionID", "ToBankTransactionID"];

    public static JsonObject Create(XeroOrganisation books, Question question, JsonObject given)
    {
        var type = given.Text("Type");
        var bank = BankOf(books, given.Part("BankAccount"));
        var day = given.Day("Date");
        books.CheckOpen(day);
        var contact = Trade.ContactOf(books, given);
        var money = given.DeepClone().AsObject();
        money["BankTransactionID"] = books.NewId();
        money["Status"] = "AUTHORISED";
        money["LineAmountTypes"] = given.Text("LineAmountTypes") is { Length: > 0 } types ? types : "Inclusive";
        (money["CurrencyCode"], money["IsReconciled"]) = (books.Currency, false);
        money["Contact"] = contact.DeepClone();
        money["BankAccount"] = new JsonObject { ["AccountID"] = bank.Text("AccountID"), ["Code"] = bank.Text("Code"), ["Name"] = bank.Text("Name") };
        money.SetDay("Date", day);
        var isReceived = type.StartsWith("RECEIVE", StringComparison.Ordinal);
        var postings = type switch
        {
            "RECEIVE-OVERPAYMENT" => Overpayment(books, money),
            "SPEND" or "RECEIVE" => Coded(books, question, money, isReceived),
            _ => throw new RefusedException($"The bank transaction type {type} is not supported."),
        };
        var total = money.Amount("Total");
        if (total <= 0)
        {
            throw new RefusedException("The total amount must be greater than zero.");
        }

        books.Ledger.Post(money.Text("BankTransactionID"), [(bank.Text("AccountID"), isReceived ? total : -total), .. postings]);
        books.Touch(money);
        books.List("BankTransactions").Add(money);
        return money;
    }

    public static JsonObject Delete(XeroOrganisation books, string id, JsonObject given)
    {
        var money = Listing.Find(books, "BankTransactions", id);
        if (given.Text("Status") != "DELETED" || money.Text("Type") is not ("SPEND" or "RECEIVE") || money.Text("Status") == "DELETED")
        {
            throw new RefusedException("This Bank Transaction cannot be edited.");
        }

        books.CheckOpen(money.Day("Date"));
        money["Status"] = "DELETED";
        books.Touch(money);
        books.Ledger.TakeBack(id);
        return money;
    }

    public static JsonObject Transfer(XeroOrganisation books, JsonObject given)
    {
        var from = BankOf(books, given.Part("FromBankAccount"));
        var to = BankOf(books, given.Part("ToBankAccount"));
        var day = given.Day("Date");
        books.CheckOpen(day);
        var amount = given.Amount("Amount");
        var transfer = given.DeepClone().AsObject();
        transfer["BankTransferID"] = books.NewId();
        transfer.SetDay("Date", day);
        foreach (var (side, bank, type) in new[] { ("From", from, "SPEND-TRANSFER"), ("To", to, "RECEIVE-TRANSFER") })
        {
            var money = new JsonObject { ["BankTransactionID"] = books.NewId(), ["Type"] = type, ["Status"] = "AUTHORISED", ["Total"] = amount, ["BankAccount"] = new JsonObject { ["AccountID"] = bank.Text("AccountID") }, ["LineItems"] = new JsonArray() };
            money.SetDay("Date", day);
            books.Touch(money);
            books.List("BankTransactions").Add(money);
            transfer[side + "BankTransactionID"] = money.Text("BankTransactionID");
        }

        transfer["CreatedDateUTC"] = Fields.Stamp(books.Now);
        books.Ledger.Post(transfer.Text("BankTransferID"), [(to.Text("AccountID"), amount), (from.Text("AccountID"), -amount)]);
        books.List("BankTransfers").Add(transfer);
        return transfer;
    }

    /// <summary>As if a person deleted the transfer in Xero: a program can't.</summary>
    public static void DeleteTransferByHand(XeroOrganisation books, string id)
    {
        var transfer = Listing.Find(books, "BankTransfers", id);
        foreach (var money in Sides.Select(side => Listing.Find(books, "BankTransactions", transfer.Text(side))))
        {
            money["Status"] = "DELETED";
            books.Touch(money);
        }

        books.Ledger.TakeBack(id);
    }

    private static List<(string, decimal)> Coded(XeroOrganisation books, Question question, JsonObject money, bool isReceived)
    {
        var sums = Lines.Compute(books, money, keepsTax: false, question.Query("unitdp") == "4" ? 4 : 2);
        var sign = isReceived ? -1 : 1;
        return [(books.System("GST"), sign * sums.Tax), .. sums.ByAccount.Select(line => (line.Account, sign * line.Amount))];
    }

    private static List<(string, decimal)> Overpayment(XeroOrganisation books, JsonObject money)
    {
        var line = money.Parts("LineItems").Single();
        var total = Fields.Cents(line.Amount("Quantity", 1) * line.Amount("UnitAmount"));
        (money["SubTotal"], money["TotalTax"], money["Total"], money["OverpaymentID"]) = (total, 0m, total, books.NewId());
        money.Remove("Reference");
        var overpayment = money.DeepClone().AsObject();
        books.Touch(overpayment);
        (overpayment["RemainingCredit"], overpayment["Allocations"], overpayment["Payments"]) = (total, new JsonArray(), new JsonArray());
        books.List("Overpayments").Add(overpayment);
        return [(books.System("DEBTORS"), -total)];
    }

    private static JsonObject BankOf(XeroOrganisation books, JsonObject named)
    {
        var account = books.AccountOf(named, "AccountID", "Code");
        return account is not null && account.Text("Type") == "BANK" && account.Text("Status") == "ACTIVE" ? account : throw new RefusedException("Account could not be found");
    }
}
