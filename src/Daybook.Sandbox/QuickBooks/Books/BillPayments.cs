using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Bills paid from bank accounts and by credit card; payments of nothing set vendors' credit against bills.</summary>
internal static class BillPayments
{
    private static readonly string[] CanBeSettled = ["Bill", "VendorCredit", "JournalEntry"];

    public static JsonObject Create(QuickBooksCompany books, JsonObject given)
    {
        var one = Documents.Begin(books, "BillPayment", given);
        var vendor = Documents.PartyOf(books, "Vendor", one, "VendorRef");
        if (one.Parts("Line").Count == 0)
        {
            throw RefusedException.Missing("Line");
        }

        if (one.Parts("Line").Any(line => line.Parts("LinkedTxn").Count == 0))
        {
            throw RefusedException.Missing("LinkedTxn");
        }

        var total = one.Amount("TotalAmt");
        var account = AccountOf(books, one, total);
        var links = Settling.LinksOf(books, one, $"Vendor/{vendor.Text("Id")}", CanBeSettled);
        if (links.Sum(link => link.IsCharge ? link.Amount : -link.Amount) != total)
        {
            throw RefusedException.Business("The amounts set against each other differ from the balance of the payment.");
        }

        books.Add("BillPayment", one);
        Documents.Post(books, "BillPayment", one, account is null ? [] : [(Documents.ControlOf(books, "Accounts Payable", Documents.CurrencyOf(one)), total), (account.Text("Id"), -total)]);
        Settling.Apply(books, "BillPayment", one.Text("PayType") == "Check" ? "BillPaymentCheck" : "BillPaymentCreditCard", one, links);
        return one;
    }

    private static JsonObject? AccountOf(QuickBooksCompany books, JsonObject one, decimal total)
    {
        var (type, owner, field) = one.Text("PayType") switch
        {
            "Check" => ("Bank", one.Part("CheckPayment"), "BankAccountRef"),
            "CreditCard" => ("Credit Card", one.Part("CreditCardPayment"), "CCAccountRef"),
            _ => throw RefusedException.Missing("PayType"),
        };
        if (total == 0 && !owner.Has(field))
        {
            return null;
        }

        var account = books.Named("Account", owner, field);
        return account.Text("AccountType") == type ? account : throw RefusedException.AccountType(account.Text("Name"));
    }
}
