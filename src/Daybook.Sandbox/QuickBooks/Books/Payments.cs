using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Money received from customers, and payments of nothing, which set credit against what is owed.</summary>
internal static class Payments
{
    private static readonly string[] CanBeSettled = ["Invoice", "CreditMemo", "JournalEntry"];

    public static JsonObject Create(QuickBooksCompany books, JsonObject given)
    {
        var one = Documents.Begin(books, "Payment", given);
        var customer = Documents.PartyOf(books, "Customer", one, "CustomerRef");
        if (!one.Has("TotalAmt"))
        {
            throw RefusedException.Missing("TotalAmt");
        }

        var total = one.Amount("TotalAmt");
        if (total < 0)
        {
            throw new RefusedException("2290", "Negative amount", "Amount is not supported: it must not be negative.", "TotalAmt");
        }

        var account = one.Has("DepositToAccountRef") ? books.Named("Account", one, "DepositToAccountRef") : books.Find("Account", books.System("UndepositedFunds"))!;
        if (account.Text("AccountType") is not ("Bank" or "Other Current Asset"))
        {
            throw RefusedException.AccountType(account.Text("Name"));
        }

        var links = Settling.LinksOf(books, one, $"Customer/{customer.Text("Id")}", CanBeSettled);
        var applied = links.Sum(link => link.IsCharge ? link.Amount : -link.Amount);
        if (applied > total || applied < 0)
        {
            throw RefusedException.Business("The amounts set against each other exceed the balance of the payment.");
        }

        (one["UnappliedAmt"], one["ProcessPayment"]) = (total - applied, false);
        one["DepositToAccountRef"] = new JsonObject { ["value"] = account.Text("Id") };
        if (!one.Has("Line"))
        {
            one["Line"] = new JsonArray();
        }

        books.Add("Payment", one);
        Documents.Post(books, "Payment", one, total == 0 ? [] : [(Documents.ControlOf(books, "Accounts Receivable", Documents.CurrencyOf(one)), -total), (account.Text("Id"), total)]);
        Settling.Apply(books, "Payment", "Payment", one, links);
        return one;
    }
}
