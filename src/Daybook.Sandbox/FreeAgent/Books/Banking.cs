using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>
/// Movements of money and what explains them. An explanation that names a bank account makes its movement; once it is deleted the movement stays, unexplained, until it is deleted too
/// (whether FreeAgent does that by itself is not known: this is the worse of both).
/// </summary>
internal static class Banking
{
    private const string Suspense = "999";
    private const int MaxText = 255;
    private static readonly string[] NotForMoney = ["601", "602", "603", "604", "605", "606", "607", "610", "681", "750", "760", "761", "790", "796", "817", "818", "819", "900", "901", "907", "968"];

    public static JsonObject Explain(FreeAgentCompany books, JsonObject given)
    {
        var bank = given.Reference("bank_account") is { Length: > 0 } path ? books.Find(path) : throw new RefusedException("bank_account can't be blank");
        var amount = given.Amount("gross_value");
        if (amount == 0)
        {
            throw new RefusedException("gross_value must be other than 0");
        }

        var explanation = new JsonObject
        {
            ["bank_account"] = bank.Text("url"), ["dated_on"] = Values.Day(given.Day("dated_on")), ["gross_value"] = Values.Money(amount), ["is_money_in"] = amount > 0, ["is_money_out"] = amount < 0, ["is_deletable"] = true, ["is_locked"] = false,
        };
        books.CheckOpen(explanation);
        if (given.Text("description").Length > MaxText)
        {
            throw new RefusedException("description is too long (maximum is 255 characters)");
        }

        var postings = given.Has("paid_invoice") || given.Has("paid_bill") ? Settlement(books, given, explanation, bank, amount)
            : given.Has("transfer_bank_account") ? Transfer(books, given, explanation, bank, amount)
            : Coded(books, given, explanation, amount);
        return Book(books, explanation, bank, postings);
    }

    public static Reply Delete(FreeAgentCompany books, JsonObject explanation)
    {
        books.CheckOpen(explanation);
        var amount = explanation.Amount("gross_value");
        if (explanation.Text("paid_invoice") is { Length: > 0 } invoice)
        {
            Sales.Move(books, books.Find(invoice), -amount);
        }
        else if (explanation.Text("paid_bill") is { Length: > 0 } bill)
        {
            Bills.Move(books, books.Find(bill), amount);
        }

        foreach (var side in new[] { explanation.Text("url"), explanation.Text("linked_transfer_explanation") }.Where(url => url.Length > 0).Select(books.Find).ToList())
        {
            books.Ledger.TakeBack(side.Text("url"));
            books.Remove(side);
            var movement = books.Find(side.Text("bank_transaction"));
            movement["unexplained_amount"] = movement.Text("amount");
            var native = Exchange.Native(Exchange.RateOf(books.Find(side.Text("bank_account")).Text("currency")), [(side.Text("bank_account"), movement.Amount("amount")), (Suspense, -movement.Amount("amount"))]);
            books.Ledger.Post(movement.Text("url"), native);
        }

        return Switchboard.Gone();
    }

    public static Reply DeleteTransaction(FreeAgentCompany books, JsonObject movement)
    {
        if (movement.Amount("unexplained_amount") != movement.Amount("amount"))
        {
            throw new DeniedException(409, "Bank transaction can't be deleted: it is explained");
        }

        books.Ledger.TakeBack(movement.Text("url"));
        books.Remove(movement);
        return Switchboard.Gone();
    }

    private static List<(string, decimal)> Settlement(FreeAgentCompany books, JsonObject given, JsonObject explanation, JsonObject bank, decimal amount)
    {
        var isBill = given.Has("paid_bill");
        var target = books.Find(given.Reference(isBill ? "paid_bill" : "paid_invoice"));
        if (given.Amount("sales_tax_rate") > 0)
        {
            throw new RefusedException("sales_tax_rate must be the AUTO rate or a rate less than or equal to 0");
        }

        if (target.Text("status") == "Draft")
        {
            throw new RefusedException("paid_invoice must have been sent");
        }

        if (target.Text("currency") != bank.Text("currency") && !given.Has("foreign_currency_value"))
        {
            throw new RefusedException("foreign_currency_value can't be blank where the bank account has another currency");
        }

        // FreeAgent puts words of its own here.
        explanation["description"] = isBill ? $"Bill {target.Text("reference")}" : $"{books.Find(target.Text("contact")).Text("organisation_name")} // Invoice {target.Text("reference")}";
        explanation[isBill ? "paid_bill" : "paid_invoice"] = target.Text("url");
        explanation["type"] = isBill ? "Bill Payment" : amount > 0 ? "Invoice Receipt" : "Credit Note Refund";
        if (isBill)
        {
            Bills.Move(books, target, -amount);
        }
        else
        {
            Sales.Move(books, target, amount);
        }

        return [(isBill ? "796" : "681", -amount)];
    }

    private static List<(string, decimal)> Transfer(FreeAgentCompany books, JsonObject given, JsonObject explanation, JsonObject bank, decimal amount)
    {
        var other = books.Find(given.Reference("transfer_bank_account"));
        if (other.Text("currency") != bank.Text("currency") || other.Text("url") == bank.Text("url"))
        {
            throw new RefusedException("transfer_bank_account must be another account of the same currency");
        }

        (explanation["type"], explanation["linked_transfer_account"]) = ("Transfer", other.Text("url"));
        explanation["description"] = $"Transfer between {bank.Text("name")} and {other.Text("name")}";
        var counterpart = explanation.DeepClone().AsObject();
        (counterpart["bank_account"], counterpart["linked_transfer_account"], counterpart["gross_value"]) = (other.Text("url"), bank.Text("url"), Values.Money(-amount));
        var added = Book(books, counterpart, null, []);
        explanation["linked_transfer_explanation"] = added.Text("url");
        return [(other.Text("url"), -amount)];
    }

    private static List<(string, decimal)> Coded(FreeAgentCompany books, JsonObject given, JsonObject explanation, decimal amount)
    {
        if (given.Text("description").Length == 0)
        {
            throw new RefusedException("description can't be blank");
        }

        explanation["category"] = given.Reference("category");
        var category = books.CategoryOf(explanation);
        var code = category.Text("nominal_code");
        if (NotForMoney.Contains(code))
        {
            throw new RefusedException("category can't be used for this type of explanation");
        }

        var automatic = category.Text("auto_sales_tax_rate") == "Standard rate" ? FreeAgentCompany.Rates[0] : 0;
        var percent = !books.IsRegistered || given.Text("sales_tax_status") is "EXEMPT" or "OUT_OF_SCOPE" ? 0 : given.Amount("sales_tax_rate", automatic);
        var tax = Fields.Cents(amount * percent / (100 + percent));
        explanation["description"] = given.Text("description");
        (explanation["type"], explanation["sales_tax_value"]) = (amount > 0 ? "Income" : "Payment", Values.Money(tax));
        return [(code, -(amount - tax)), (amount > 0 ? "819" : "818", -tax)];
    }

    /// <param name="books">The books.</param>
    /// <param name="explanation">What is explained.</param>
    /// <param name="bank">The bank account; null for the other side of a transfer, whose first side posts both.</param>
    /// <param name="postings">What stands against the bank account.</param>
    private static JsonObject Book(FreeAgentCompany books, JsonObject explanation, JsonObject? bank, IReadOnlyList<(string, decimal)> postings)
    {
        var amount = explanation.Amount("gross_value");
        var movement = books.Add("bank_transactions", new JsonObject
        {
            ["bank_account"] = explanation.Text("bank_account"), ["dated_on"] = explanation.Text("dated_on"), ["amount"] = Values.Money(amount), ["unexplained_amount"] = "0.0", ["is_manual"] = true, ["description"] = explanation.Text("description"),
        });
        explanation["bank_transaction"] = movement.Text("url");
        var added = books.Add("bank_transaction_explanations", explanation);
        if (bank is not null)
        {
            books.Ledger.Post(added.Text("url"), Exchange.Native(Exchange.RateOf(bank.Text("currency")), [(bank.Text("url"), amount), .. postings]));
        }

        if (explanation.Text("linked_transfer_explanation") is { Length: > 0 } linked)
        {
            books.Find(linked)["linked_transfer_explanation"] = added.Text("url");
        }

        return added;
    }
}
