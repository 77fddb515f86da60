using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>What a company says of itself.</summary>
internal static class CompanyFacts
{
    public static JsonObject CompanyOf(QuickBooksCompany books) => new()
    {
        ["CompanyName"] = books.Name,
        ["LegalName"] = books.Name,
        ["Country"] = books.Country,
        ["FiscalYearStartMonth"] = "January",
        ["SupportedLanguages"] = "en",
        ["DefaultTimeZone"] = "America/Los_Angeles",
        ["NameValue"] = new JsonArray(
            new JsonObject { ["Name"] = "SubscriptionStatus", ["Value"] = books.SubscriptionEnded ? "SUSPENDED" : "PAID" },
            new JsonObject { ["Name"] = "OfferingSku", ["Value"] = "QuickBooks Online Plus" }),
        ["domain"] = "QBO",
        ["sparse"] = false,
        ["Id"] = "1",
        ["SyncToken"] = "4",
    };

    public static JsonObject PreferencesOf(QuickBooksCompany books)
    {
        var accounting = new JsonObject
        {
            ["UseAccountNumbers"] = true, ["TrackDepartments"] = books.TracksLocations, ["ClassTrackingPerTxn"] = false, ["ClassTrackingPerTxnLine"] = false, ["FirstMonthOfFiscalYear"] = "January",
        };
        if (books.BookCloseDate is { } closed)
        {
            accounting["BookCloseDate"] = closed.ToString("yyyy-MM-dd");
        }

        var tax = new JsonObject { ["UsingSalesTax"] = books.UsesSalesTax };
        if (books.Country == "US")
        {
            tax["PartnerTaxEnabled"] = books.IsAutomated;
        }

        return new JsonObject
        {
            ["AccountingInfoPrefs"] = accounting,
            ["SalesFormsPrefs"] = new JsonObject { ["CustomTxnNumbers"] = true, ["AllowDiscount"] = false, ["AutoApplyCredit"] = false },
            ["TaxPrefs"] = tax,
            ["CurrencyPrefs"] = new JsonObject { ["MultiCurrencyEnabled"] = books.HasCurrencies, ["HomeCurrency"] = new JsonObject { ["value"] = books.Currency } },
            ["OtherPrefs"] = new JsonObject
            {
                ["NameValue"] = new JsonArray(
                    new JsonObject { ["Name"] = "WarnDuplicateBillNumber", ["Value"] = books.WarnsOfDuplicates ? "true" : "false" },
                    new JsonObject { ["Name"] = "WarnDuplicateJournalNumber", ["Value"] = books.WarnsOfDuplicates ? "true" : "false" }),
            },
            ["domain"] = "QBO",
            ["sparse"] = false,
            ["Id"] = "1",
            ["SyncToken"] = "3",
        };
    }

    public static JsonObject RateOf(QuickBooksCompany books, QuickBooksQuestion question)
    {
        var source = question.Query("sourcecurrencycode");
        return new JsonObject
        {
            ["SourceCurrencyCode"] = source, ["TargetCurrencyCode"] = books.Currency, ["Rate"] = source == books.Currency ? 1 : books.ExchangeRate, ["AsOfDate"] = question.Query("asofdate"), ["domain"] = "QBO", ["sparse"] = false,
        };
    }
}
