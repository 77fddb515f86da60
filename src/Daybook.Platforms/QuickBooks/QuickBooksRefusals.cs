using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Turns what QuickBooks says into why, in words for the merchant. It is known by its number; business rules share one and are known by fragments.</summary>
internal static class QuickBooksRefusals
{
    private static readonly (string Code, string Fragment, Refusal Refusal, string Words)[] Known =
    [
        ("6200", "", Refusal.DayClosed, "The books are closed on that day. Move the closing date in QuickBooks, or let the next sync book it on the first open day."),
        ("6210", "", Refusal.DayClosed, "The books are closed on that day. Move the closing date in QuickBooks, or let the next sync book it on the first open day."),
        ("6140", "", Refusal.DuplicateNumber, "Another document in QuickBooks has the number."),
        ("6190", "", Refusal.SubscriptionExpired, "The company's subscription to QuickBooks has ended: renew it in QuickBooks."),
        ("610", "deleted", Refusal.Invalid, "It is gone from QuickBooks: somebody deleted it there."),
        ("610", "", Refusal.NotActive, "An account, customer, supplier or item is inactive in QuickBooks: make it active there, or choose another."),
        ("2500", "", Refusal.NotActive, "An account, customer, supplier or tax code is gone from QuickBooks: choose another."),
        ("6430", "", Refusal.NotActive, "An account is of a type that QuickBooks does not take for this: choose another."),
        ("6100", "", Refusal.NotActive, "A tax code does not fit: choose another."),
        ("6160", "", Refusal.NotActive, "A tax code does not fit: choose another."),
        ("6170", "", Refusal.NotActive, "A tax code does not fit: choose another."),
        ("6230", "", Refusal.NotActive, "A tax code does not fit: choose another."),
        ("6470", "", Refusal.NotActive, "A tax code has no rate in QuickBooks: choose another."),
        ("5020", "", Refusal.NotAuthorized, "QuickBooks does not let the user who connected it do this: connect again as an administrator of the company."),
        ("5030", "", Refusal.Other, "The company's plan of QuickBooks does not include this: choose a larger plan there, or leave it out."),
        ("620", "", Refusal.Invalid, "It can't be set against the document that it settles: somebody may have changed that in QuickBooks."),
        ("5010", "", Refusal.Invalid, "Somebody changed it in QuickBooks at the same moment: try again."),
        ("6220", "", Refusal.Invalid, "Other documents in QuickBooks depend on it: take those out first."),
        ("800", "", Refusal.Invalid, "Other documents in QuickBooks depend on it: take those out first."),
        ("6450", "", Refusal.Invalid, "The money is settled with the bank: take it out in QuickBooks."),
        ("6480", "", Refusal.Invalid, "It is matched with the bank's statement: undo the match in QuickBooks first."),
        ("6540", "", Refusal.Invalid, "It is part of a bank deposit: take it out of that in QuickBooks first."),
        ("6240", "", Refusal.Invalid, "The name is taken in QuickBooks, by another account, item, customer, supplier or employee."),
        ("2300", "", Refusal.Invalid, "It does not balance."),
        ("2290", "", Refusal.Invalid, "QuickBooks takes no negative amount here."),
        ("6000", "currency", Refusal.Invalid, "The currency does not fit: switch on multicurrency in QuickBooks, and use customers, suppliers and accounts of that currency."),
        ("6000", "must choose a customer", Refusal.Invalid, "What customers owe can't be booked without a customer: choose the customer for sales."),
        ("6000", "must choose a vendor", Refusal.Invalid, "What suppliers are owed can't be booked without a supplier: choose the supplier for fees."),
        ("6000", "rate before you save", Refusal.NotActive, "QuickBooks wants a tax code on each line: choose one for each rate."),
        ("6000", "balance", Refusal.Invalid, "It is more than what is open on the document it settles; somebody may have settled it in QuickBooks already."),
    ];

    /// <summary>The refusal of a document.</summary>
    public static WriteOutcome.Rejected Of(IReadOnlyList<QuickBooksError> errors)
    {
        var known = Array.Find(Known, one => errors.Any(error => error.Code == one.Code && error.Text.Contains(one.Fragment, StringComparison.OrdinalIgnoreCase)));
        var (refusal, words) = known.Words is null ? (Refusal.Other, "QuickBooks refused it.") : (known.Refusal, known.Words);
        return new WriteOutcome.Rejected(refusal, $"{words} QuickBooks says: {TextOf(errors)}");
    }

    /// <summary>The platform's own words, with its numbers.</summary>
    public static string TextOf(IReadOnlyList<QuickBooksError> errors) =>
        string.Join(' ', errors.Select(error => error.Code.Length == 0 ? error.Text : $"{error.Text} ({error.Code})").Distinct(StringComparer.Ordinal));
}
