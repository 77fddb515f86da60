using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>A document's tax.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Detail">As the document shows it.</param>
/// <param name="Postings">By account, positive in the document's own direction.</param>
internal sealed record SalesTaxSum(decimal Total, JsonObject Detail, IReadOnlyList<(string Account, decimal Amount)> Postings);

/// <summary>The tax of sales and costs: as it was sent, else as the codes of the lines have it.</summary>
internal static class SalesTax
{
    private const decimal AutomatedPercent = 8;

    public static SalesTaxSum Of(QuickBooksCompany books, JsonObject one, IReadOnlyList<JsonObject> lines) =>
        !books.UsesSalesTax ? None
        : books.Country == "US" ? Automated(books, one, lines)
        : Global(books, one, lines, "SalesItemLineDetail", "SalesTaxRateList");

    public static SalesTaxSum OfCosts(QuickBooksCompany books, JsonObject one, IReadOnlyList<JsonObject> lines) =>
        !books.UsesSalesTax || books.Country == "US" ? None : Global(books, one, lines, "AccountBasedExpenseLineDetail", "PurchaseTaxRateList");

    private static SalesTaxSum None => new(0, new JsonObject { ["TotalTax"] = 0 }, []);

    private static SalesTaxSum Automated(QuickBooksCompany books, JsonObject one, IReadOnlyList<JsonObject> lines)
    {
        if (one.Has("GlobalTaxCalculation"))
        {
            throw new RefusedException("2010", "Request has invalid or unsupported property", "Property Name:GlobalTaxCalculation specified is unsupported or invalid");
        }

        foreach (var detail in lines.Select(line => line.Part("SalesItemLineDetail")))
        {
            if (detail.Part("TaxCodeRef").Text("value") is var code and not ("TAX" or "NON" or ""))
            {
                throw new RefusedException("6100", "Invalid Line TaxCode", $"Invalid Line TaxCode : {code}");
            }
        }

        var taxed = lines.Where(line => line.Part("SalesItemLineDetail").Part("TaxCodeRef").Text("value") == "TAX").Sum(line => line.Amount("Amount"));
        var isSent = one.Part("TxnTaxDetail").Has("TotalTax") && !books.RecomputesTax;
        var tax = isSent ? one.Part("TxnTaxDetail").Amount("TotalTax") : Fields.Cents(taxed * AutomatedPercent / 100);
        return new SalesTaxSum(tax, new JsonObject { ["TotalTax"] = tax }, tax == 0 ? [] : [(books.System("SalesTaxPayable"), tax)]);
    }

    private static SalesTaxSum Global(QuickBooksCompany books, JsonObject one, IReadOnlyList<JsonObject> lines, string detailName, string rateList)
    {
        var way = one.Text("GlobalTaxCalculation");
        if (way == "NotApplicable")
        {
            return one.Has("TxnTaxDetail") ? throw new RefusedException("6170", "Tax details not applicable", "TxnTaxDetail can't be sent with GlobalTaxCalculation NotApplicable.") : None;
        }

        if (way is not ("TaxExcluded" or "TaxInclusive"))
        {
            throw RefusedException.Missing("GlobalTaxCalculation");
        }

        var computed = new Dictionary<string, (decimal Net, decimal Percent)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var rate in RatesOf(books, line.Part(detailName), rateList))
            {
                var known = computed.GetValueOrDefault(rate.Text("Id"));
                computed[rate.Text("Id")] = (known.Net + line.Amount("Amount"), rate.Amount("RateValue"));
            }
        }

        var amounts = computed.ToDictionary(rate => rate.Key, rate => Fields.Cents(rate.Value.Net * rate.Value.Percent / 100), StringComparer.Ordinal);
        foreach (var sent in one.Part("TxnTaxDetail").Parts("TaxLine"))
        {
            var rate = sent.Part("TaxLineDetail").Part("TaxRateRef").Text("value");
            if (!amounts.ContainsKey(rate))
            {
                throw new RefusedException("6230", "Invalid tax rate", $"Tax rate {rate} does not belong to any tax code of the lines.");
            }

            amounts[rate] = sent.Amount("Amount");
        }

        var total = amounts.Values.Sum();
        return new SalesTaxSum(total, Detail(total, amounts, computed), total == 0 ? [] : [(books.System("GlobalTaxPayable"), total)]);
    }

    private static IEnumerable<JsonObject> RatesOf(QuickBooksCompany books, JsonObject detail, string rateList)
    {
        if (!detail.Has("TaxCodeRef"))
        {
            throw RefusedException.Business("Make sure all your transactions have a VAT rate before you save.");
        }

        var id = detail.Part("TaxCodeRef").Text("value");
        var code = books.Find("TaxCode", id) ?? throw RefusedException.NoReference("TaxCodes", id);
        return code["Active"]?.GetValue<bool>() is false ? throw RefusedException.Inactive()
            : code.Part(rateList).Parts("TaxRateDetail").Select(rate => books.Find("TaxRate", rate.Part("TaxRateRef").Text("value"))!);
    }

    private static JsonObject Detail(decimal total, Dictionary<string, decimal> amounts, Dictionary<string, (decimal Net, decimal Percent)> computed) => new()
    {
        ["TotalTax"] = total,
        ["TaxLine"] = new JsonArray([.. amounts.Select(rate => new JsonObject
        {
            ["Amount"] = rate.Value,
            ["DetailType"] = "TaxLineDetail",
            ["TaxLineDetail"] = new JsonObject
            {
                ["TaxRateRef"] = new JsonObject { ["value"] = rate.Key }, ["PercentBased"] = true, ["TaxPercent"] = computed[rate.Key].Percent, ["NetAmountTaxable"] = computed[rate.Key].Net,
            },
        })]),
    };
}
