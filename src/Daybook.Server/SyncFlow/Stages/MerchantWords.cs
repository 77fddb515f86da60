using Daybook.Server.SyncFlow.Words;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>Tells a merchant what the check of the configuration tells a client.</summary>
internal static class MerchantWords
{
    private static readonly (string Sign, string Key)[] Known =
    [
        ("has no selection", "flow-error-required"),
        ("is missing its selection", "flow-error-required"),
        ("is configured", "flow-error-required"),
        ("is selected", "flow-error-required"),
        ("is present", "flow-error-required"),
        ("must differ from the card account", "flow-error-payout"),
        ("choose a bank account", "flow-error-bank"),
        ("while the invoice status is Draft", "flow-error-draft"),
        ("fees need the payments section", "flow-error-fees"),
        ("is not among the options", "flow-error-gone"),
    ];

    /// <summary>The field that a message names, and what to do about it.</summary>
    public static (string Field, string Words) Of(string message, SyncConfiguration configuration, FlowWords words)
    {
        var end = message.IndexOf(": ", StringComparison.Ordinal);
        var field = end < 0 ? "" : FieldOf(message[..end], configuration);
        var key = Array.Find(Known, known => message.Contains(known.Sign, StringComparison.Ordinal)).Key;
        return (field, key is null ? message[(end < 0 ? 0 : end + 2)..] : words[key]);
    }

    private static string FieldOf(string named, SyncConfiguration configuration)
    {
        const string mappings = "sales.newTaxRates.taxRateMappings[";
        if (named.StartsWith(mappings, StringComparison.Ordinal) && int.TryParse(named[mappings.Length..^1], out var i) && i < configuration.Sales.TaxComponents.Count)
        {
            return "sales.components." + string.Join('+', configuration.Sales.TaxComponents[i].CommerceTaxRateIds);
        }

        return named == "sales.accounts" ? "sales.accounts.sales" : named;
    }
}
