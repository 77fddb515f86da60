using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Adds up the lines of invoices and credit notes as FreeAgent does: each rounded by itself, its tax on top.</summary>
internal static class Lines
{
    /// <summary>Fills in what FreeAgent computes.</summary>
    /// <returns>Net amounts by category, and the tax.</returns>
    /// <exception cref="RefusedException">A line can't be taken.</exception>
    public static (IReadOnlyList<(string Category, decimal Net)> ByCategory, decimal Tax) Compute(FreeAgentCompany books, IReadOnlyList<JsonObject> items, string collection)
    {
        var byCategory = new List<(string, decimal)>();
        decimal tax = 0;
        var position = 0;
        foreach (var item in items)
        {
            if (item.Text("description").Length == 0)
            {
                throw new RefusedException($"{collection}.description can't be blank", $"{collection} contain errors");
            }

            var net = Fields.Cents(item.Amount("quantity") * item.Amount("price"));
            (item["url"], item["position"]) = (books.NewPath("invoice_items"), ++position);
            (item["quantity"], item["price"]) = (Values.Money(item.Amount("quantity")), Values.Money(item.Amount("price")));
            item["category"] = item.Text("category") is { Length: > 0 } category ? Values.PathOf(category) : "categories/001";
            if (Settings.CollectionOf(books.CategoryOf(item)) != "income_categories")
            {
                throw new RefusedException($"{collection}.category must be an income category", $"{collection} contain errors");
            }

            tax += TaxOf(books, item, net, collection);
            byCategory.Add((item.Text("category").Split('/')[1], net));
        }

        return (byCategory, tax);
    }

    private static decimal TaxOf(FreeAgentCompany books, JsonObject item, decimal net, string collection)
    {
        var (given, status) = (item["sales_tax_rate"]?.ToString(), item.Text("sales_tax_status"));
        item.Remove("sales_tax_rate");
        item.Remove("sales_tax_status");
        if (!books.IsRegistered)
        {
            return 0;
        }

        if (status is not ("" or "TAXABLE" or "EXEMPT"))
        {
            throw new RefusedException($"{collection}.sales_tax_status is not included in the list", $"{collection} contain errors");
        }

        // Without a rate the contact's setting decides; Auto means the highest.
        var percent = status == "EXEMPT" ? 0 : given is null ? FreeAgentCompany.Rates[0] : decimal.Parse(given, System.Globalization.CultureInfo.InvariantCulture);
        if (!FreeAgentCompany.Rates.Contains(percent))
        {
            throw new RefusedException($"{collection}.sales_tax_rate is not a valid rate", $"{collection} contain errors");
        }

        (item["sales_tax_rate"], item["sales_tax_status"]) = (Values.Money(percent), status == "EXEMPT" ? "EXEMPT" : "TAXABLE");
        return Fields.Cents(net * percent / 100);
    }
}
