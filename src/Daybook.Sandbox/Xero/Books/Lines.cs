using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>What lines come to.</summary>
/// <param name="SubTotal">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="ByAccount">Without tax, by account.</param>
internal sealed record LineSums(decimal SubTotal, decimal Tax, IReadOnlyList<(string Account, decimal Amount)> ByAccount)
{
    public decimal Total => SubTotal + Tax;
}

/// <summary>Checks lines and adds them up as Xero does: each rounded by itself, then summed.</summary>
internal static class Lines
{
    private static readonly string[] Closed = ["DEBTORS", "CREDITORS", "RETAINEDEARNINGS"];

    /// <summary>Fills in what Xero computes.</summary>
    /// <param name="books">The books.</param>
    /// <param name="document">The document, whose lines are changed.</param>
    /// <param name="keepsTax">Whether a tax that is sent stands instead of the computed one.</param>
    /// <param name="places">To how many places unit amounts are rounded.</param>
    /// <exception cref="RefusedException">A line can't be taken.</exception>
    public static LineSums Compute(XeroOrganisation books, JsonObject document, bool keepsTax, int places)
    {
        var type = document.Text("LineAmountTypes");
        decimal net = 0, tax = 0;
        var byAccount = new List<(string, decimal)>();
        foreach (var line in document.Parts("LineItems"))
        {
            line["LineItemID"] = books.NewId();
            if (!line.Has("UnitAmount") && !line.Has("LineAmount"))
            {
                continue;
            }

            var account = AccountOf(books, line);
            books.CheckTracking(line);
            var amount = AmountOf(line, places);
            var lineTax = TaxOf(books, line, account, amount, type, keepsTax);
            var lineNet = type == "Inclusive" ? amount - lineTax : amount;
            (line["LineAmount"], line["TaxAmount"], line["AccountCode"], line["AccountID"]) = (amount, lineTax, account.Text("Code"), account.Text("AccountID"));
            byAccount.Add((account.Text("AccountID"), lineNet));
            (net, tax) = (net + lineNet, tax + lineTax);
        }

        (document["SubTotal"], document["TotalTax"], document["Total"]) = (net, tax, net + tax);
        return new LineSums(net, tax, byAccount);
    }

    private static JsonObject AccountOf(XeroOrganisation books, JsonObject line)
    {
        if (line.Text("AccountID").Length == 0 && line.Text("AccountCode").Length == 0)
        {
            throw new RefusedException("Account code or ID must be specified");
        }

        var account = books.AccountOf(line, "AccountID", "AccountCode");
        var code = account?.Text("Code") ?? (line.Text("AccountCode") is { Length: > 0 } given ? given : line.Text("AccountID"));
        if (account is null || account.Text("Type") == "BANK" || Closed.Contains(account.Text("SystemAccount")))
        {
            throw new RefusedException($"Account code '{code}' is not a valid code for this document.");
        }

        return account.Text("Status") == "ACTIVE" ? account
            : throw new RefusedException($"Account code '{code}' has been archived, or has been deleted. Each line item must reference a valid account.");
    }

    private static decimal AmountOf(JsonObject line, int places)
    {
        var quantity = line.Amount("Quantity", 1);
        if (quantity < 0)
        {
            throw new RefusedException($"The quantity value '{quantity:0.0000}' is invalid. Quantity must not be less than zero.");
        }

        var unit = Math.Round(line.Amount("UnitAmount", line.Amount("LineAmount")), places, MidpointRounding.AwayFromZero);
        var amount = Fields.Cents(quantity * unit);
        (line["Quantity"], line["UnitAmount"]) = (quantity, unit);
        return line.Has("LineAmount") && line.Amount("LineAmount") != amount
            ? throw new RefusedException($"The line total {line.Amount("LineAmount"):0.00} does not match the expected line total {amount:0.00}")
            : amount;
    }

    private static decimal TaxOf(XeroOrganisation books, JsonObject line, JsonObject account, decimal amount, string lineAmountTypes, bool keepsTax)
    {
        var taxType = line.Text("TaxType") is { Length: > 0 } given ? given : account.Text("TaxType");
        line["TaxType"] = taxType;
        var rate = books.TaxRates.Find(one => one.Text("TaxType") == taxType)
            ?? throw new RefusedException($"The TaxType code '{taxType}' does not exist or cannot be used for this type of transaction.");
        if (rate.Text("Status") != "ACTIVE")
        {
            throw new RefusedException("Tax rate must be Active");
        }

        var group = account.Text("Class") switch { "ASSET" => "Assets", "LIABILITY" => "Liabilities", "EQUITY" => "Equity", "REVENUE" => "Revenue", _ => "Expenses" };
        if (rate["CanApplyTo" + group]?.GetValue<bool>() is false)
        {
            throw new RefusedException($"The TaxType code '{taxType}' cannot be used with account code '{account.Text("Code")}'.");
        }

        var percent = rate.Amount("EffectiveRate");
        var computed = lineAmountTypes switch
        {
            "NoTax" => 0,
            "Inclusive" => Fields.Cents(amount * percent / (100 + percent)),
            _ => Fields.Cents(amount * percent / 100),
        };
        if (!line.Has("TaxAmount") || lineAmountTypes == "NoTax")
        {
            return computed;
        }

        var sent = line.Amount("TaxAmount");
        if (Math.Abs(sent) > Math.Abs(amount))
        {
            throw new RefusedException("The tax amount cannot be greater than the line amount!");
        }

        return keepsTax || sent == computed ? sent : throw new RefusedException($"The tax amount {sent:0.00} does not match the expected tax amount {computed:0.00}");
    }
}
