using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Bills: they count at once. One with a negative total is what a supplier gives back.</summary>
internal static class Bills
{
    private const int MaxItems = 40;
    private static readonly string[] Spending = ["cost_of_sales_categories", "admin_expenses_categories"];

    public static JsonObject Create(FreeAgentCompany books, JsonObject given)
    {
        var bill = given.DeepClone().AsObject();
        bill["contact"] = given.Reference("contact") is { Length: > 0 } path ? books.Find(path).Text("url") : throw new RefusedException("contact can't be blank");
        if (given.Text("reference").Length == 0)
        {
            throw new RefusedException("reference can't be blank");
        }

        (bill["dated_on"], bill["due_on"]) = (Values.Day(given.Day("dated_on")), Values.Day(given.Day("due_on")));
        books.CheckOpen(bill);
        bill["currency"] = given.Text("currency") is { Length: > 0 } currency ? currency : FreeAgentCompany.Currency;
        var items = bill.Parts("bill_items");
        if (items.Count is 0 or > MaxItems)
        {
            throw new RefusedException(items.Count == 0 ? "bill_items can't be blank" : "bill_items is too long (maximum is 40 items)");
        }

        var lines = items.Select(item => Compute(books, item)).ToList();
        var total = lines.Sum(line => line.Gross);
        var tax = lines.Sum(line => line.Tax);
        (bill["total_value"], bill["net_value"], bill["sales_tax_value"]) = (Values.Money(total), Values.Money(tax - total), Values.Money(-tax));
        (bill["paid_value"], bill["due_value"]) = ("0.0", Values.Money(total));
        var added = books.Add("bills", bill);
        Settle(books, added);
        books.Ledger.Post(
            added.Text("url"),
            Exchange.Native(Exchange.RateOf(bill.Text("currency")), [("796", -total), ("818", tax), .. lines.Select(line => (line.Category, line.Gross - line.Tax))]));
        return added;
    }

    public static Reply Delete(FreeAgentCompany books, JsonObject bill)
    {
        books.CheckOpen(bill);
        if (bill.Amount("paid_value") != 0)
        {
            throw new DeniedException(409, "Bill can't be deleted: it has been paid");
        }

        books.Ledger.TakeBack(bill.Text("url"));
        books.Remove(bill);
        return Switchboard.Gone();
    }

    /// <summary>Something of a bill was paid, or given back (negative).</summary>
    public static void Move(FreeAgentCompany books, JsonObject bill, decimal amount)
    {
        bill["paid_value"] = Values.Money(bill.Amount("paid_value") + amount);
        bill["due_value"] = Values.Money(bill.Amount("due_value") - amount);
        Settle(books, bill);
        books.Touch(bill);
    }

    private static (string Category, decimal Gross, decimal Tax) Compute(FreeAgentCompany books, JsonObject item)
    {
        item["url"] = books.NewPath("bill_items");
        item["category"] = item.Reference("category");
        var category = books.CategoryOf(item);
        if (!Spending.Contains(Settings.CollectionOf(category)))
        {
            throw new RefusedException("bill_items.category is not a spending category");
        }

        var gross = item.Amount("total_value");
        var automatic = category.Text("auto_sales_tax_rate") == "Standard rate" ? FreeAgentCompany.Rates[0] : 0;
        var percent = item.Text("sales_tax_status").Length > 0 ? 0 : item.Amount("sales_tax_rate", automatic);
        var tax = !books.IsRegistered ? 0 : item.Has("manual_sales_tax_amount") ? item.Amount("manual_sales_tax_amount") : Fields.Cents(gross * percent / (100 + percent));
        (item["total_value"], item["total_value_ex_tax"], item["sales_tax_value"]) = (Values.Money(gross), Values.Money(gross - tax), Values.Money(-tax));
        return (category.Text("nominal_code"), gross, tax);
    }

    private static void Settle(FreeAgentCompany books, JsonObject bill)
    {
        var due = bill.Amount("due_value");
        bill["status"] = bill.Amount("total_value") == 0 ? "Zero Value" : due == 0 ? bill.Amount("total_value") < 0 ? "Refunded" : "Paid" : bill.Day("due_on") < books.Today ? "Overdue" : "Open";
    }
}
