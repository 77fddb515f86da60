using Daybook.Sandbox.FreeAgent.Books;
using Daybook.Sandbox.QuickBooks.Books;
using Daybook.Sandbox.Xero.Books;

namespace Daybook.Testing.Cluster;

/// <summary>A shop's organisation on a stand-in: what is to be chosen there, and what is in its books.</summary>
public sealed record OrganisationBooks
{
    public required string PlatformKey { get; init; }

    /// <summary>What the page of consent calls it.</summary>
    public required string Organisation { get; init; }

    public required string Sales { get; init; }

    /// <summary>The account that cards are paid into.</summary>
    public required string Card { get; init; }

    public required string Customer { get; init; }

    /// <summary>The rate of no tax.</summary>
    public required string Untaxed { get; init; }

    /// <summary>How many invoices and how many payments of invoices are in the books.</summary>
    public required Func<(int Invoices, int Payments)> Count { get; init; }

    /// <summary>What was sold and what was paid by card, as the books have it.</summary>
    public required Func<(decimal Sold, decimal Paid)> Balance { get; init; }

    public static OrganisationBooks Of(XeroOrganisation books) => new()
    {
        PlatformKey = "gbol",
        Organisation = books.Id.ToString(),
        Sales = books.AccountId("Sales"),
        Card = books.AccountId("Card Clearing"),
        Customer = books.ContactId("Shop customers"),
        Untaxed = "ZERORATEDOUTPUT",
        Count = () => (books.Standing("Invoices").Count, books.Standing("Payments").Count),
        Balance = () => BalanceOf(books.TrialBalance(), "Card Clearing"),
    };

    public static OrganisationBooks Of(QuickBooksCompany books) => new()
    {
        PlatformKey = "qhyg",
        Organisation = books.Realm,
        Sales = books.IdOf("Account", "Sales"),
        Card = books.IdOf("Account", "Card Clearing"),
        Customer = books.IdOf("Customer", "Shop customers"),
        Untaxed = $"tax-{books.IdOf("TaxCode", "0.0% Z")}",
        Count = () => (books.Standing("Invoice").Count, books.Standing("Payment").Count),
        Balance = () => BalanceOf(books.TrialBalance(), "Card Clearing"),
    };

    public static OrganisationBooks Of(FreeAgentCompany books) => new()
    {
        PlatformKey = "fbrh",
        Organisation = books.Subdomain,
        Sales = books.AccountId("Sales"),
        Card = books.AccountId("Card Payments"),
        Customer = books.ContactId("Shop customers"),
        Untaxed = "0.0",
        Count = () => (books.Count("invoices"), books.Count("bank_transaction_explanations")),
        Balance = () => BalanceOf(books.TrialBalance(), "Card Payments"),
    };

    private static (decimal Sold, decimal Paid) BalanceOf(IReadOnlyDictionary<string, decimal> accounts, string card) => (-accounts.GetValueOrDefault("Sales"), accounts.GetValueOrDefault(card));
}
